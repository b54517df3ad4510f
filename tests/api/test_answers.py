"""What the API answers: to what is right, to what is wrong, and with which headers."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlsplit

import jsonschema_rs
import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client

from api import views
from api.problems import PROBLEM
from api.resources import resources
from api.version import VERSION
from tests.api.rules import as_json_schema

pytestmark = pytest.mark.django_db
ROOT = "/api/v1"
LISTS = [f"/{name}" for name in resources()]


def path_of(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def check_problem(response: HttpResponse, status: int) -> dict[str, Any]:
    assert response.status_code == status
    assert response.headers["Content-Type"] == PROBLEM
    assert response.headers["API-Version"] == VERSION
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    found: dict[str, Any] = json.loads(response.content)
    assert found["status"] == status
    assert found["title"]
    assert found["detail"]
    return found


def test_every_list_and_every_row_is_as_described(document: dict[str, Any], client: Client) -> None:
    for name, resource in resources().items():
        [item_path] = [path for path in document["paths"] if path.startswith(f"/{name}/")]
        found = client.get(f"{ROOT}/{name}", {"perBladzijde": 100})
        assert found.status_code == 200, name
        check_schema(document, f"/{name}", found.json())
        assert found.json()["aantal"] == len(found.json()["items"])
        for row in found.json()["items"][:2]:
            one = client.get(path_of(row["_links"]["self"]["href"]))
            assert one.status_code == 200, row
            assert one.json() == row
            check_schema(document, item_path, one.json())
        if resource.name not in ("probeersels", "paginas-over-het-programma", "stapels", "reeksen", "producten"):
            assert found.json()["items"], f"no {name} to look at"


def check_schema(document: dict[str, Any], path: str, found: Any) -> None:
    schema = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema_rs.validate(as_json_schema(document, schema), found)


@pytest.mark.parametrize("path", ["", "/openapi.json", "/_zoek", "/methoden/31", *LISTS])
def test_an_address_reads_only(made: dict[str, Any], client: Client, path: str) -> None:
    answer = client.get(ROOT + path)
    assert answer.status_code == 200
    assert answer.headers["API-Version"] == VERSION
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Type"] == "application/json"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert not answer.cookies
    head = client.head(ROOT + path)
    assert (head.status_code, head.content) == (200, b"")
    for method in ("post", "put", "patch", "delete", "trace"):
        check_problem(refused := getattr(client, method)(ROOT + path), 405)
        assert refused.headers["Allow"] == "GET, HEAD, OPTIONS"
    same = client.get(ROOT + path, headers={"If-None-Match": answer.headers["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert same.headers["API-Version"] == VERSION
    assert client.options(ROOT + path).status_code == 204
    faults = check_problem(client.get(ROOT + path, {"bestaat_niet": "1", "pagina": "0"}), 400)["errors"]
    assert {one["location"]["name"] for one in faults} == {"bestaat_niet", "pagina"}
    if path:
        check_problem(client.get(f"{ROOT}{path}/"), 404)


@pytest.mark.parametrize(
    "path",
    [
        *("/api", "/api/", "/API/v1/methoden", "/api/v2/methoden", "/api/v1/", "/api/v1/niets", "/api/v1/Methoden"),
        *("/api/v1/methoden/999", "/api/v1/methoden/0", "/api/v1/methoden/031", "/api/v1/methoden/9999999999999999"),
        *("/api/v1/methoden/31/", "/api/v1/methoden/31/stappen", "/api/v1/methoden.csv", "/api/v1/methoden."),
        *("/api/v1/begrippen/kanalen", "/api/v1/begrippen/dingen/post", "/api/v1/begrippen/kanalen/niets"),
        *("/api/v1/resultaten/x", "/api/v1/resultaten/00000000-0000-0000-0000-000000000000", "/api/v1/%00%ff"),
    ],
)
def test_what_is_not_there_is_told_and_leads_nowhere(made: dict[str, Any], client: Client, path: str) -> None:
    check_problem(client.get(path), 404)


@pytest.mark.parametrize(
    ("path", "asked", "wrong"),
    [
        ("/methoden", {"pagina": "1.0", "perBladzijde": "101", "thema": "niets"}, {"pagina", "perBladzijde", "thema"}),
        ("/methoden", {"pagina": ["1", "1"], "q": "x"}, {"pagina", "q"}),
        ("/methoden", {"thema": [f"t{number}" for number in range(41)]}, {"thema"}),
        ("/methoden", {"thema": "inclusie'; --", "familie": ""}, {"thema", "familie"}),
        ("/resultaten", {"methode": ["31", "7"], "jaar": "1"}, {"methode", "jaar"}),
        ("/resultaten", {"praktijkvoorbeeld": "99999999999999999999"}, {"praktijkvoorbeeld"}),
        ("/begrippen", {"lijst": "dingen"}, {"lijst"}),
        ("/_zoek", {"q": "x" * 301, "sorteer": "anders", "kanaal": "niets"}, {"q", "sorteer", "kanaal"}),
    ],
)
def test_all_faults_are_told_at_once(
    made: dict[str, Any], client: Client, path: str, asked: dict[str, Any], wrong: set[str]
) -> None:
    faults = check_problem(client.get(ROOT + path, asked), 400)["errors"]
    assert {one["location"]["name"] for one in faults} == wrong
    assert all(one["detail"].endswith(".") for one in faults)


def test_pages_of_a_list(made: dict[str, Any], client: Client) -> None:
    first = client.get(f"{ROOT}/begrippen", {"perBladzijde": "3"}).json()
    assert set(first["_links"]) == {"self", "next"}
    seen, turned = [*first["items"]], first
    while "next" in turned["_links"]:
        before, turned = turned, client.get(path_of(turned["_links"]["next"]["href"])).json()
        assert path_of(turned["_links"]["prev"]["href"]) == path_of(before["_links"]["self"]["href"])
        seen += turned["items"]
    assert len({row["_links"]["self"]["href"] for row in seen}) == len(seen) == first["aantal"]
    check_problem(client.get(f"{ROOT}/begrippen", {"pagina": "1000000", "perBladzijde": "100"}), 404)


@pytest.mark.parametrize(
    ("path", "asked", "numbers"),
    [
        ("/methoden", {"thema": "inclusie"}, [31]),
        ("/methoden", {"thema": "inclusie", "kanaal": "post"}, [31]),
        ("/oordelen", {"belemmering": "vergeten"}, [31]),
        ("/praktijkvoorbeelden", {"familie": "gemeente", "organisatie": "beterdam"}, [3]),
        ("/resultaten", {"methode": "31"}, [3]),
        ("/resultaten", {"praktijkvoorbeeld": "3"}, [3, 3]),
    ],
)
def test_filters_are_those_of_the_site(
    made: dict[str, Any], client: Client, path: str, asked: dict[str, str], numbers: list[int]
) -> None:
    items = client.get(ROOT + path, asked).json()["items"]
    assert [row.get("nummer", row.get("methode", row.get("praktijkvoorbeeld"))) for row in items] == numbers


def test_a_method_with_everything(made: dict[str, Any], client: Client) -> None:
    found = client.get(f"{ROOT}/methoden/31").json()
    assert found["url"] == made["method"].canonical_url
    assert found["verbanden"] == [{"verband": "Doe daarna", "methode": 7}]
    assert found["stappen"][0]["watGaJeDoen"] == "Stap 1"
    assert found["bronnen"][0]["gelezenOp"] == "2026-01-15"
    assert found["gepubliceerdOp"].endswith("Z")
    judged = client.get(f"{ROOT}/oordelen/31").json()
    assert judged["richting"] == "beter"
    assert judged["indicatoren"][0]["indicator"] == "digitaal"


def test_an_error_of_ours_is_a_problem(made: dict[str, Any], client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    for error, status in ((ValueError("kanarie"), 500), (OperationalError("kanarie"), 503)):

        def fail(name: str, error: Exception = error) -> None:
            raise error

        monkeypatch.setattr(views, "_resource", fail)
        answer = client.get(f"{ROOT}/methoden")
        check_problem(answer, status)
        assert b"kanarie" not in answer.content
    assert answer.headers["Retry-After"]


def test_an_answer_is_kept_until_something_changes(made: dict[str, Any], client: Client, kept_pages: None) -> None:
    first = client.get(f"{ROOT}/methoden/31")
    assert first.headers["X-Page-Cache"] == "miss"
    assert client.get(f"{ROOT}/methoden/31").headers["X-Page-Cache"] == "hit"
    made["method"].title = "Iets anders"
    made["method"].save_revision().publish()
    changed = client.get(f"{ROOT}/methoden/31", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.json()["titel"] == "Iets anders"
