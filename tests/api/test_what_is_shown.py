"""Only what everybody may read leaves the site, in every form; and what a list costs does not grow."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from api import examples
from api.package import NAME, the_package, write_package
from api.resources import resources
from cases.computed.stale import recompute_stale
from core.http.cache import kept
from tests.api.test_answers import ROOT, path_of
from tests.factories.pages import build_result, make_case, make_method
from tests.factories.vocabulary import IndicatorFactory, OrganisationFactory
from tests.news.factories import make_publication
from tests.search.hiding import HIDDEN, draft, expired, parent_restricted

pytestmark = pytest.mark.django_db
CANARY = "papegaai"
_ONE_LIST = {"begrippen": {"lijst": "families"}}


def everything(client: Client) -> str:
    """All that machines can read, in one text. The files of each part are made as those of the package are."""
    searched = client.get(f"{ROOT}/_zoek", {"q": CANARY}).json()
    found = [json.dumps([searched["items"], searched["kenmerken"], searched["uitgelicht"]]).encode()]
    found += [client.get(path).content for path in (f"{ROOT}/openapi.json", "/open-data/")]
    found += [client.get(f"{ROOT}/{name}", {"perBladzijde": "100"}).content for name in resources()]
    found.append(b"".join(client.get("/open-data/methoden.csv").streaming_content))
    write_package()
    with zipfile.ZipFile(io.BytesIO(b"".join(client.get(f"/open-data/{NAME}").streaming_content))) as package:
        found += [package.read(name) for name in package.namelist()]
    return b"\n".join(found).decode().lower()


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def pages(made: dict[str, Any]) -> dict[str, Any]:
    """A method, a case and a publication that everybody may read, for now."""
    method = make_method(title=f"{CANARY} methode", gist=f"{CANARY} kern")
    both = [method, made["other"]]
    result = build_result(as_published=f"{CANARY} cijfers", indicator=IndicatorFactory(), counts_for=both)
    case = make_case(title=f"{CANARY} voorbeeld", methods=both, results=[result])
    return {"methode": method, "voorbeeld": case, "rapport": make_publication(f"{CANARY} rapport")}


def _addresses(pages: dict[str, Any]) -> list[str]:
    method, case = pages["methode"].number, pages["voorbeeld"].number
    return [f"{ROOT}/methoden/{method}", f"{ROOT}/oordelen/{method}", f"{ROOT}/praktijkvoorbeelden/{case}"]


def test_what_is_public_is_everywhere(pages: dict[str, Any], client: Client) -> None:
    found = everything(client)
    assert all(found.count(f"{CANARY} {name}") >= 3 for name in pages)
    assert all(client.get(path).status_code == 200 for path in _addresses(pages))


@pytest.mark.parametrize("hide", [draft, expired, parent_restricted], ids=lambda hide: hide.__name__)
def test_what_is_not_public_is_nowhere(pages: dict[str, Any], client: Client, hide: Callable[[Any], None]) -> None:
    for page in pages.values():
        hide(page)
    assert CANARY not in everything(client)


@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_the_address_of_what_is_hidden_is_gone(
    pages: dict[str, Any], client: Client, hide: Callable[[Any], None]
) -> None:
    addresses, number = _addresses(pages), pages["methode"].number
    for page in pages.values():
        hide(page)
    assert [client.get(path).status_code for path in addresses] == [404, 404, 404]
    assert client.get(f"{ROOT}/resultaten", {"methode": str(number)}).status_code == 400


def test_unpublished_words_of_a_public_page_stay_inside(made: dict[str, Any], client: Client) -> None:
    """Nor the address to join a meeting, which only who has a place may know."""
    made["method"].title = f"{CANARY} concept"
    made["method"].save_revision()
    assert CANARY not in everything(client)


def test_a_list_costs_the_same_for_two_and_for_twenty(made: dict[str, Any], client: Client) -> None:
    indicator, organisation = IndicatorFactory(), OrganisationFactory()
    for number in range(18):
        method = make_method(relations=[("after", made["method"])])
        result = build_result(indicator=indicator, counts_for=[method])
        make_case(organisations=[organisation], methods=[method], results=[result])
        make_publication(f"Rapport {number}", slug=f"rapport-{number}", methods=[method])
    while recompute_stale():
        pass
    for name in ("methoden", "praktijkvoorbeelden", "resultaten", "oordelen", "publicaties", "begrippen"):
        asked = []
        for size in ("2", "2", "18"):
            kept.clear()
            with CaptureQueriesContext(connection) as found:
                client.get(f"{ROOT}/{name}", {"perBladzijde": size, **_ONE_LIST.get(name, {})})
            asked.append(len(found))
        assert asked[1] == asked[2], (name, [query["sql"][:150] for query in found.captured_queries])


def test_the_package_says_what_is_in_it(made: dict[str, Any], client: Client) -> None:
    assert client.get(f"/open-data/{NAME}").status_code == 404
    assert "Download alles" not in client.get("/open-data/").content.decode()
    call_command("write_open_data", stdout=io.StringIO())
    found = the_package()
    assert found is not None
    assert found.checksum in client.get(f"/open-data/{NAME}.sha256").content.decode()
    assert "Download alles" in client.get("/open-data/").content.decode()
    answer = client.get(f"/open-data/{NAME}")
    assert client.get(f"/open-data/{NAME}", headers={"If-None-Match": answer.headers["ETag"]}).status_code == 304
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as package:
        about = json.loads(package.read("datapakket.json"))
        assert (about["licentie"], about["rekenregel"]) == ("CC0-1.0", 2)
        for file in about["bestanden"]:
            lines = package.read(file["bestand"]).decode().splitlines()
            assert file["bestand"].endswith("csv") or len(lines) == file["regels"]
        assert {file["bestand"] for file in about["bestanden"]} == set(package.namelist()) - {
            "datapakket.json",
            "LEESMIJ.txt",
        }
        rows = [json.loads(line) for line in package.read("methoden.jsonl").decode().splitlines()]
    assert rows == client.get(f"{ROOT}/methoden").json()["items"]


def test_a_run_that_fails_leaves_the_old_package(made: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    write_package()
    before = the_package()

    def fail(*_: Any) -> None:
        raise OSError("disk full")

    monkeypatch.setattr("api.package._add", fail)
    with pytest.raises(OSError, match="disk full"):
        write_package()
    assert the_package() == before
    assert before is not None
    assert sorted(each.name for each in before.path.parent.iterdir()) == [NAME, f"{NAME}.sha256"]


def test_the_files_take_the_filters_of_the_api(made: dict[str, Any], client: Client) -> None:
    lines = b"".join(client.get("/open-data/methoden.jsonl", {"thema": "inclusie"}).streaming_content).splitlines()
    assert [json.loads(line)["nummer"] for line in lines] == [31]
    sheet = b"".join(client.get("/open-data/resultaten.csv", {"praktijkvoorbeeld": "3"}).streaming_content).decode()
    assert len(sheet.split("\r\n")) == 4
    assert client.get("/open-data/methoden.csv", {"pagina": "2"}).status_code == 400
    assert client.get("/open-data/dingen.csv").status_code == 404


def test_the_examples_run(
    made: dict[str, Any], client: Client, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = client.get("/open-data/").content.decode()
    for call in examples.calls():
        assert call.command.replace("'", "&#x27;").replace("&p", "&amp;p").replace("&s", "&amp;s") in page
        assert client.get(path_of(call.url)).json()["pagina"] == 1
    monkeypatch.setattr("urllib.request.urlopen", lambda url: io.BytesIO(client.get(path_of(url)).content))
    exec(examples.program(), {})  # noqa: S102
    assert "31 Herinneren beter" in capsys.readouterr().out
