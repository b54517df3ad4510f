"""Whatever is sent to any public form: no server error, nothing typed is lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db.models import F, Sum
from django.test import Client
from django.utils import timezone

from cases.models import CorrectionReport
from contributions.models import CaseContribution, HelpLine, Joining, MethodProposal, TryOut
from contributions.reading.models import PoolReader, RoundReader
from contributions.tryouts.following import try_out_file
from core import published
from core.models import User
from feedback.models import PageContact, ReaderQuestion, RelayedQuestion, UsefulCount, UsefulRemark
from methods.models import MethodPage
from tests.contributions.conftest import address_of
from tests.contributions.filled_in import GOOD
from tests.contributions.reading.conftest import MakeRound, make_round
from tests.contributions.sending import PublicForm, send_all
from tests.contributions.test_tryouts import typed
from tests.factories.pages import build_result, make_case, make_listing, make_site, steps
from tests.generated import draws
from vocabulary.models import Organisation

__all__ = ["make_round"]

pytestmark = [pytest.mark.django_db, pytest.mark.generated]
SENDER = {name: GOOD[name] for name in ("organisation", "email", "licence")}
_MANY = 10**9


def counted(model: Any) -> Callable[[], int]:
    return lambda: int(model.objects.count())


def answers() -> int:
    return UsefulCount.objects.aggregate(all=Sum(F("yes") + F("no")))["all"] or 0


def running(method: MethodPage) -> str:
    """The slug of a try-out that is public."""
    make_listing(make_site().home, "Onderzoek", "onderzoek", kind="probeersel", sort="nieuwste")
    row = TryOut(method=method, text="Bellen.", start_value="15", success="10", measure_on=timezone.localdate())
    page: Any = published.make_draft("probeersel", try_out_file(row), User.objects.create_user("evi"))
    page.get_latest_revision().publish()
    return str(page.slug)


@pytest.fixture
def forms(method: MethodPage, organisation: Organisation, make_round: MakeRound) -> list[PublicForm]:
    """Every form that a reader can open without a secret address."""
    method.steps = steps(2)
    method.save_revision().publish()
    PageContact(page=method, email="contact@boomdorp.example").confirm()
    case, number, review = make_case(results=[build_result()]), method.number, make_round(is_open=True)
    text, email = {"text": "Dit is de tekst."}, {"email": GOOD["email"]}
    proposal = {
        "title": "Bel terug",
        "gist": "Bellen.",
        "why": "Het helpt.",
        "steps": "Bel.\nVraag.",
        "where_used": "Hier.",
    }
    step, about = {"step": "Iets anders op deze pagina"}, {"about": "cijfer"}
    told = {"summary": "Wij belden.", "approach": "Wij belden iedereen."}
    try_out = typed(method, indicator="gemiste-afspraken", organisation="Boomdorp")
    del try_out["name"]  # the form does not ask for it
    result = case.results.get().uuid
    return [
        PublicForm(address_of(method), GOOD, counted(CaseContribution), "tip"),
        PublicForm("/meedoen/praktijkvoorbeeld/", SENDER | told, counted(CaseContribution), "summary"),
        PublicForm("/meedoen/methode/", SENDER | proposal, counted(MethodProposal), "gist"),
        PublicForm("/meedoen/probeersel/", try_out, counted(TryOut)),
        PublicForm(f"/meedoen/probeersel/{running(method)}/doe-mee/", SENDER | text, counted(Joining)),
        PublicForm("/meedoen/hulp/", SENDER | text | {"side": "biedt"}, counted(HelpLine)),
        PublicForm("/meedoen/meelezen/", email | {"families": "gemeente"}, counted(PoolReader), "email"),
        PublicForm(f"/meedoen/meelezen/{review.pk}/", email, counted(RoundReader), "email"),
        PublicForm(f"/nuttig/m{number}/nee/", {}, answers, ""),
        PublicForm(f"/nuttig/m{number}/wat-miste-je/", text, counted(UsefulRemark)),
        PublicForm(f"/vraag-de-organisatie/m{number}/", email | text, counted(RelayedQuestion)),
        PublicForm("/vraag-de-redactie/", text, counted(ReaderQuestion)),
        PublicForm(f"/m/{number}/klopt-niet/", text | step, counted(CorrectionReport)),
        PublicForm(f"/resultaten/{result}/klopt-niet/", text | about, counted(CorrectionReport)),
    ]


@pytest.fixture
def room_for_all(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("core.submissions.views", "feedback.useful.counting"):
        monkeypatch.setattr(f"{name}.MOST_IN_ALL", _MANY)
        monkeypatch.setattr(f"{name}.MOST_OF_A_NETWORK", _MANY)


def test_generated_submissions(reader: Client, forms: list[PublicForm], room_for_all: None) -> None:
    for form in forms:
        before = form.stored()
        done = send_all(reader, form, draws(2, 10_000 // len(forms) + 1))
        assert (done.errors, done.lost) == ([], []), form.address
        assert form.stored() - before == done.thanked > 0, form.address


def test_a_full_house_says_so_and_keeps_everything(
    reader: Client, method: MethodPage, organisation: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.submissions.views.MOST_OF_A_NETWORK", 2)
    form = PublicForm(address_of(method), GOOD, counted(CaseContribution), "tip")
    done = send_all(reader, form, 8)
    assert (done.thanked, done.lost, done.errors) == (2, [], [])
    assert done.busy >= 2
    assert CaseContribution.objects.count() == 2
