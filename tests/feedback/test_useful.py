"""‘Was dit nuttig?’: counted per page and day, without a cookie and without anything of who."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases.computed.stale import recompute_stale
from core.submissions import guard
from core.submissions.guard import HONEYPOT
from feedback.models import UsefulCount, UsefulRemark
from feedback.useful import counting
from tests.factories.pages import make_case, make_method
from tests.home.reading import soup, words
from tests.reader_forms import ReaderClient
from tests.site.test_retention import found

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(guard, "SOONEST", -1)
    return ReaderClient()


def token(client: Client, path: str) -> str:
    return str(soup(client, path).select_one("input[name=token]")["value"])


def answers() -> list[tuple[int, int]]:
    return list(UsefulCount.objects.order_by("page_id").values_list("yes", "no"))


@pytest.mark.usefixtures("kept_pages")
def test_a_kept_page_has_two_links_and_the_button_stands_on_the_page_behind_them(client: Client) -> None:
    pages = (make_method(), make_case())
    recompute_stale()
    for page in pages:
        client.get(page.url)
        response = client.get(page.url)
        assert response.headers["X-Page-Cache"] == "hit"
        links = [link["href"] for link in soup(client, page.url).select("[data-useful] a")]
        assert links == [f"/nuttig/{page.short_prefix}{page.number}/{answer}/" for answer in ("ja", "nee")]
        for link in links:
            client.get(link)
            client.head(link)
        assert answers() == [], "a link that is followed counts nothing"
        form = soup(client, links[0]).select_one("form[method=post]")
        assert form["action"] == links[0]
        response = client.get(links[0])
        assert "no-store" in response.headers["Cache-Control"]
        assert not client.cookies


def test_yes_and_no_are_counted_and_a_second_press_is_not(client: Client) -> None:
    method = make_method()
    for answer, times in (("ja", 2), ("nee", 3)):
        path = f"/nuttig/m{method.number}/{answer}/"
        for _ in range(times):
            sent = {"token": token(client, path)}
            after = client.post(path, sent)
            assert after.status_code == 303
            assert client.post(path, sent)["Location"] == after["Location"]
    assert answers() == [(2, 3)]
    assert set(UsefulCount.objects.values()[0]) == {"id", "page_id", "day", "yes", "no"}
    method.delete()
    assert answers() == []


@pytest.mark.parametrize(
    ("sent", "headers"),
    [
        ({"token": ""}, {}),
        ({"token": "a:b:c"}, {}),
        ({HONEYPOT: "x"}, {}),
        ({}, {"origin": "https://elders.example"}),
    ],
)
def test_what_no_reader_sends_is_not_counted(client: Client, sent: dict[str, str], headers: dict[str, str]) -> None:
    path = f"/nuttig/m{make_method().number}/ja/"
    response = client.post(path, {"token": token(client, path), **sent}, headers=headers)
    assert (response.status_code, answers()) == (400, [])
    assert "Fout:" in response.content.decode()


def test_a_token_serves_for_one_answer_on_one_page(client: Client) -> None:
    first, second = make_method(), make_method()
    sent = {"token": token(client, f"/nuttig/m{first.number}/ja/")}
    for path in (f"/nuttig/m{first.number}/nee/", f"/nuttig/m{second.number}/ja/"):
        assert client.post(path, sent).status_code == 400
    assert answers() == []


def test_one_network_cannot_flood_and_another_still_counts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_OF_A_NETWORK", 2)
    path = f"/nuttig/m{make_method().number}/ja/"
    codes = [client.post(path, {"token": token(client, path)}).status_code for _ in range(4)]
    assert codes == [303, 303, 429, 429]
    assert client.post(path, {"token": token(client, path)}, REMOTE_ADDR="10.9.8.7").status_code == 303
    assert answers() == [(3, 0)]


@pytest.mark.parametrize("path", ["/nuttig/m999/ja/", "/nuttig/q1/ja/", "/nuttig/m1/misschien/", "/nuttig/"])
def test_what_is_no_public_page_has_none(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404
    hidden = make_method(live=False)
    for rest in ("ja/", "nee/", "wat-miste-je/"):
        address = f"/nuttig/m{hidden.number}/{rest}"
        assert client.get(address).status_code == 404
        assert client.post(address, {"token": "x"}).status_code == 404


def test_after_no_one_line_is_asked_and_personal_details_are_pointed_out(client: Client, publisher: Client) -> None:
    method = make_method(title="Bel terug")
    path = f"/nuttig/m{method.number}/nee/"
    form = client.post(path, {"token": token(client, path)})["Location"]
    sent: dict[str, Any] = {"token": token(client, form), "text": "Bel mij op 06-12345678, ik mis de kosten."}
    page = client.post(form, sent)
    assert (page.status_code, UsefulRemark.objects.count()) == (200, 0)
    assert "Staat er iets persoonlijks" in page.content.decode()
    assert client.post(form, {**sent, "text": "x" * 301}).status_code == 400
    after = client.post(form, {**sent, "text": "Ik mis de kosten van kanarievogels."})
    assert after.status_code == 303
    assert "Bedankt" in words(soup(client, after["Location"]).main)
    assert found("kanarievogels") == {"feedback_usefulremark"}
    assert "kanarievogels" in publisher.get(reverse("inbox")).content.decode()
    row = UsefulRemark.objects.get()
    edit = reverse("opmerkingen:edit", args=[row.pk])
    assert publisher.post(edit, {"status": "gesloten"}).status_code == 302
    method.delete()
    assert found("kanarievogels") == set()


def test_editors_read_a_report(client: Client, publisher: Client, writer: Client) -> None:
    pages = [make_method(title=title) for title in ("Goed gevonden", "Vaag verhaal", "Niet genoemd")]
    for page, answer in ((pages[0], "ja"), (pages[1], "nee"), (pages[1], "nee")):
        path = f"/nuttig/m{page.number}/{answer}/"
        client.post(path, {"token": token(client, path)})
    for editor in (publisher, writer):
        report = words(soup(editor, reverse("editorial_was-dit-nuttig")))
        assert report.index("Vaag verhaal") < report.index("Goed gevonden")
        assert "Niet genoemd" not in report
