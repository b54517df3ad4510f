"""What the pages about accessibility and privacy say that we do, some test does."""

from __future__ import annotations

import re
from typing import Any

import yaml

from core.jobs.retention import DECLARED
from tests.site.test_asvs import names_of_tests
from tests.starter.needs import ROOT

# What is said -> the tests that do it. A sentence that is added or changed must be looked at here.
TESTED = {
    "Automatische controles met axe": ["test_every_kind_of_page"],
    "Bediening met alleen het toetsenbord": ["test_every_tab_stop_shows_the_focus", "test_skip_link"],
    "Een smal scherm": ["test_every_kind_of_page", "test_halfway_widths_fit"],
    "Letters die je in de browser groter zet": ["test_text_at_twice_the_size_fits"],
    "Gedwongen kleuren": ["test_every_kind_of_page"],
}
PRIVATE = {
    "Je krijgt geen cookies": ["test_no_cookie"],
    "De site laadt niets van andere partijen": ["test_policy_allows_nothing_inline_and_nobody_else"],
    "Wie er zoekt, bewaren we niet": ["test_no_address_is_kept"],
    "Na het antwoord verwijdert de site het adres": ["test_an_answer_forgets_the_address"],
    "De site bewaart gewoonlijk de laatste veertien kopieën": ["test_only_old_backups_are_deleted"],
}


def page(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "content" / "pages" / f"{name}.yaml").read_text())
    return found


def words(name: str) -> str:
    return (ROOT / "content" / "pages" / f"{name}.yaml").read_text()


def under(name: str, heading: str) -> list[str]:
    """The items of the list below a heading."""
    body = page(name)["body"]
    place = body.index({"heading": heading})
    return re.findall(r"^- (.*)$", str(body[place + 1]["text"]), re.MULTILINE)


def test_every_test_that_is_told_of_is_done() -> None:
    told = under("toegankelijkheid", "Wat we hebben getest")
    assert len(told) == len(TESTED)
    for sentence, names in TESTED.items():
        assert any(item.startswith(sentence) for item in told)
        assert set(names) <= names_of_tests()


def test_the_statement_has_what_the_model_asks() -> None:
    """Who, which status, on what ground and when, what is not accessible, whom to tell, and where to complain."""
    text = words("toegankelijkheid")
    assert re.search(r"Status [A-E]: ", text)
    for part in ("EN 301 549", "Besluit digitale toegankelijkheid overheid", "pagina:/contact/", "Nationale ombudsman"):
        assert part in text
    assert re.search(r"opgesteld op \d{1,2} [a-z]+ 20\d\d, op grond van een eigen onderzoek", text)
    assert "geen volledig onderzoek" in text and "voldoet volledig" not in text.lower()


def test_what_is_promised_about_privacy_is_kept() -> None:
    for sentence, names in PRIVATE.items():
        assert sentence in words("privacy")
        assert set(names) <= names_of_tests()
    unit = (ROOT / "deploy" / "systemd" / "optimaal-digitaal-backup.service").read_text()
    assert "--keep 14" in unit
    assert DECLARED, "the page prints what is declared"
