"""The word lists in the editor's admin: make, rename, choose, end."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.factories.pages import make_case, make_method
from tests.factories.vocabulary import (
    BarrierFactory,
    ChannelFactory,
    FamilyFactory,
    IndicatorFactory,
    OrganisationFactory,
    ProductFactory,
    ThemeFactory,
)
from vocabulary.models import Barrier, Channel, Indicator, Organisation, OrganisationType, Product, Term, Theme

pytestmark = pytest.mark.django_db

FACTORIES: dict[type[Term], Any] = {
    OrganisationType: FamilyFactory,
    Organisation: OrganisationFactory,
    Channel: ChannelFactory,
    Theme: ThemeFactory,
    Barrier: BarrierFactory,
    Product: ProductFactory,
    Indicator: IndicatorFactory,
}
LISTS = pytest.mark.parametrize("model", FACTORIES)


def url(model: type[Term], view: str, *args: Any) -> str:
    return reverse(model.snippet_viewset.get_url_name(view), args=args)  # type: ignore[attr-defined]


def chooser_url(model: type[Term], view: str, *args: Any) -> str:
    return reverse(model.snippet_viewset.chooser_viewset.get_url_name(view), args=args)  # type: ignore[attr-defined]


def form_data(model: type[Term]) -> dict[str, Any]:
    """What an editor types to make a new word."""
    data: dict[str, Any] = {"label": "Nieuw woord", "slug": "", "sort_order": "3", "ended_on": "", "replaced_by": ""}
    extra: dict[type[Term], dict[str, Any]] = {
        OrganisationType: {"plural": "Nieuwe woorden", "spoken": ""},
        Organisation: {"family": FamilyFactory().pk, "country": "NL", "uri": "", "started_on": ""},
        Channel: {"spoken": ""},
        Theme: {"look": "inclusie", "description": ""},
        Barrier: {"sentence": "Mensen weten het niet.", "code": "Z9"},
        Product: {"uri": ""},
        Indicator: {"unit": "percent", "better": "lower", "question": ""},
    }
    return data | extra.get(model, {})


@LISTS
def test_a_word_is_made_with_an_address_of_its_own(admin_client: Client, model: type[Term]) -> None:
    assert admin_client.get(url(model, "add")).status_code == 200
    response = admin_client.post(url(model, "add"), form_data(model))
    assert response.status_code == 302
    assert model.objects.get(label="Nieuw woord").slug == "nieuw-woord"


@LISTS
def test_the_address_stays_when_the_word_changes(admin_client: Client, model: type[Term]) -> None:
    word = FACTORIES[model](slug="vast")
    data = form_data(model) | {"label": "Heel anders", "slug": "ook-anders"}
    assert admin_client.get(url(model, "edit", word.pk)).status_code == 200
    assert admin_client.post(url(model, "edit", word.pk), data).status_code == 302
    word.refresh_from_db()
    assert (word.label, word.slug) == ("Heel anders", "vast")


@pytest.mark.parametrize("model", [Organisation, Product])
def test_an_organisation_or_product_is_there_once(admin_client: Client, model: type[Term]) -> None:
    data = form_data(model)
    for label in ("’s-Nieuw woord", "'s-Nieu\u00adw\u00a0woord", "‘S–NIEUW WOORD"):
        answer = admin_client.post(url(model, "add"), data | {"label": label})
    assert [word.label for word in model.objects.all()] == ["’s-Nieuw woord"]
    assert "bestaat al" in answer.content.decode()


@pytest.mark.parametrize(
    ("domain", "source", "wrong"),
    [
        ("@Voorbeeld.nl ", "https://www.voorbeeld.nl/contact", None),
        ("geen domein", "https://www.voorbeeld.nl/contact", "mail_domain"),
        ("gmail.com", "https://www.voorbeeld.nl/contact", "mail_domain"),
        ("voorbeeld.nl", "", "mail_domain_source"),
    ],
)
def test_a_mail_domain_has_its_source(domain: str, source: str, wrong: str | None) -> None:
    organisation = OrganisationFactory(mail_domain=domain, mail_domain_source=source)
    if wrong:
        with pytest.raises(ValidationError) as refused:
            organisation.clean()
        assert list(refused.value.message_dict) == [wrong]
    else:
        organisation.clean()
        assert organisation.mail_domain == "voorbeeld.nl"


def test_two_words_with_one_name_get_different_addresses(admin_client: Client) -> None:
    for _ in range(2):
        admin_client.post(url(Channel, "add"), form_data(Channel))
    assert sorted(Channel.objects.values_list("slug", flat=True)) == ["nieuw-woord", "nieuw-woord-2"]


@LISTS
def test_the_list_shows_how_many_pages_use_a_word(admin_client: Client, model: type[Term]) -> None:
    FACTORIES[model](label="ongebruikt woord")
    response = admin_client.get(url(model, "list"))
    assert response.status_code == 200
    assert "Pagina's" in response.content.decode().replace("&#x27;", "'")


def test_the_list_is_searched_and_filtered(admin_client: Client) -> None:
    OrganisationFactory(label="Gemeente Aalten")
    OrganisationFactory(label="Gemeente Bedum", ended_on=date(2018, 12, 31))
    found = admin_client.get(url(Organisation, "list"), {"q": "aalten"}).content.decode()
    assert "Gemeente Aalten" in found
    assert "Gemeente Bedum" not in found
    ended = admin_client.get(url(Organisation, "list"), {"state": "vervallen"}).content.decode()
    assert "Gemeente Bedum" in ended
    assert "Gemeente Aalten" not in ended


def test_an_unused_word_can_be_deleted(admin_client: Client) -> None:
    channel = ChannelFactory()
    assert "Laat vervallen" not in admin_client.get(url(Channel, "delete", channel.pk)).content.decode()
    assert admin_client.post(url(Channel, "delete", channel.pk)).status_code == 302
    assert not Channel.objects.filter(pk=channel.pk).exists()


def test_a_used_word_is_ended_instead_and_asks_what_replaces_it(admin_client: Client) -> None:
    channel, other = ChannelFactory(label="fax"), ChannelFactory(label="e-mail")
    page = make_method(channels=[channel])
    question = admin_client.get(url(Channel, "delete", channel.pk)).content.decode()
    assert "is in gebruik en kan daarom niet weg" in question
    assert url(Channel, "usage", channel.pk) in question
    assert "vervangen door" in question.lower()
    answer = {"ended_on": "2026-01-31", "replaced_by": other.pk}
    assert admin_client.post(url(Channel, "delete", channel.pk), answer).status_code == 302
    channel.refresh_from_db()
    assert (channel.ended_on, channel.replaced_by) == (date(2026, 1, 31), other)
    assert channel in page.channels.all()


def test_ending_a_word_needs_a_date_and_a_replacement_that_is_not_itself(admin_client: Client) -> None:
    channel = ChannelFactory()
    second = ChannelFactory(ended_on=date(2026, 1, 1), replaced_by=channel)
    make_method(channels=[channel])
    response = admin_client.post(url(Channel, "delete", channel.pk), {"ended_on": "", "replaced_by": second.pk})
    form = response.context_data["form"]  # type: ignore[attr-defined]
    assert form.errors["ended_on"] == ["Dit is een verplicht veld."]
    assert form.errors["replaced_by"] == ["Dit woord wordt zelf door dit woord vervangen. Kies een ander."]
    channel.refresh_from_db()
    assert channel.ended_on is None


def test_deleting_many_words_at_once_keeps_the_used_ones(admin_client: Client) -> None:
    used, free = ChannelFactory(), ChannelFactory()
    make_method(channels=[used])
    bulk = reverse("wagtail_bulk_action", args=("vocabulary", "channel", "delete"))
    response = admin_client.post(f"{bulk}?id={used.pk}&id={free.pk}", follow=True)
    assert "Niets verwijderd. In gebruik" in response.content.decode()
    assert Channel.objects.count() == 2
    admin_client.post(f"{bulk}?id={free.pk}")
    assert list(Channel.objects.all()) == [used]


def test_usage_names_pages_and_older_versions(admin_client: Client) -> None:
    organisation = OrganisationFactory()
    now = make_case(organisations=[organisation], title="Nu gebruikt")
    before = make_case(organisations=[organisation], title="Vroeger gebruikt")
    before.organisations = []
    before.save_revision().publish()
    content = admin_client.get(url(Organisation, "usage", organisation.pk)).content.decode()
    assert content.index("Nu gebruikt") < content.index("Vroeger gebruikt")
    assert "Alleen in een oudere versie" in content
    assert reverse("wagtailadmin_pages:edit", args=(now.pk,)) in content


@LISTS
def test_choosers_offer_current_words_only(admin_client: Client, model: type[Term]) -> None:
    FACTORIES[model](label="huidig woord")
    FACTORIES[model](label="vervallen woord", ended_on=timezone.localdate())
    FACTORIES[model](label="straks vervallen", ended_on=timezone.localdate() + timedelta(days=1))
    for params in ({}, {"q": "woord"}):
        content = admin_client.get(chooser_url(model, "choose_results"), params).content.decode()
        assert "huidig woord" in content
        assert "vervallen woord" not in content
    assert "straks vervallen" in admin_client.get(chooser_url(model, "choose")).json()["html"]


@pytest.mark.parametrize(
    ("model", "data"),
    [
        (Organisation, {"label": "Gemeente Nieuw", "family": None, "country": "NL", "uri": ""}),
        (Product, {"label": "nieuw product", "uri": ""}),
        (Indicator, {"label": "nieuwe indicator", "unit": "percent", "better": "lower", "question": ""}),
    ],
)
def test_a_word_is_made_in_the_chooser(admin_client: Client, model: type[Term], data: dict[str, Any]) -> None:
    if "family" in data:
        data = data | {"family": FamilyFactory().pk}
    modal = admin_client.get(chooser_url(model, "choose")).json()["html"]
    assert 'name="label"' in modal
    answer = json.loads(admin_client.post(chooser_url(model, "create"), data).content)
    word = model.objects.get(label=data["label"])
    assert answer["step"] == "chosen"
    assert answer["result"]["id"] == str(word.pk)
    assert word.slug
    again = json.loads(admin_client.post(chooser_url(model, "create"), data).content)
    assert again["step"] == "reshow_creation_form"
    assert "bestaat al" in again["htmlFragment"]
    pasted = data | {"label": f" {data['label'][:3]}\u00ad{data['label'][3:].upper()}\u200b "}
    again = json.loads(admin_client.post(chooser_url(model, "create"), pasted).content)
    assert "bestaat al" in again["htmlFragment"]
    search = {"q": f"{data['label'][:3]}\u00ad{data['label'][3:]}"}
    assert data["label"] in admin_client.get(chooser_url(model, "choose_results"), search).content.decode()


def test_a_method_keeps_an_ended_word_but_another_is_not_offered_it(admin_client: Client) -> None:
    ended = ChannelFactory(label="telegram", ended_on=date(2020, 1, 1))
    current = ChannelFactory(label="telefoon")
    with_it, without = make_method(channels=[ended, current]), make_method(channels=[current])
    edit = "wagtailadmin_pages:edit"
    assert "telegram" in admin_client.get(reverse(edit, args=(with_it.pk,))).content.decode()
    content = admin_client.get(reverse(edit, args=(without.pk,))).content.decode()
    assert "telefoon" in content
    assert "telegram" not in content
