"""A site of before the rooms were regrouped keeps everything of its editors and readers."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.starter.databases import make_database, settings_of
from tests.upgrade.site import DUMP

# The database is another process's, so no fixture says so; in one group it is upgraded once.
pytestmark = [pytest.mark.database, pytest.mark.xdist_group("upgrade")]


@pytest.fixture(scope="module")
def before() -> dict[str, Any]:
    tables: dict[str, Any] = json.loads(gzip.decompress(DUMP.read_bytes()))["tables"]
    return {label: [dict(zip(t["fields"], row, strict=True)) for row in t["rows"]] for label, t in tables.items()}


@pytest.fixture(scope="module")
def now(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """The facts of the upgraded site: on PostgreSQL when the tests run there, else on SQLite."""
    root = tmp_path_factory.mktemp("upgraded")
    make_database(root)
    address = settings_of(root).get("DATABASE_URL", f"sqlite:///{root / 'site.sqlite3'}")
    done = subprocess.run(
        [sys.executable, "-m", "tests.upgrade.site"],
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test", "TEST_DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    facts: dict[str, Any] = json.loads(done.stdout)
    return facts


def test_no_model_changed_its_kind(before: dict[str, Any], now: dict[str, Any]) -> None:
    """Permissions, log entries and revisions refer to a kind by its number."""
    for kind in before["contenttypes.contenttype"]:
        assert now["kinds"][f"{kind['app_label']}.{kind['model']}"] == int(kind["id"])
    assert now["unknown kinds"] == []


def test_permissions_that_an_operator_gave_stay(before: dict[str, Any], now: dict[str, Any]) -> None:
    group = next(row["id"] for row in before["auth.group"] if row["name"] == "Beheer van vragen")
    given = {row["permission_id"] for row in before["auth.group_permissions"] if row["group_id"] == group}
    kinds = {kind["id"]: (kind["app_label"], kind["model"]) for kind in before["contenttypes.contenttype"]}
    wanted = [
        [*kinds[row["content_type_id"]], row["codename"]] for row in before["auth.permission"] if row["id"] in given
    ]
    assert now["granted"] == sorted(wanted)
    assert len(wanted) == 16
    assert now["permissions twice"] == 0


def test_log_entries_stay(before: dict[str, Any], now: dict[str, Any]) -> None:
    kinds = {kind["id"]: kind["model"] for kind in before["contenttypes.contenttype"]}
    entries = before["wagtailcore.modellogentry"]
    assert now["log"] == sorted([kinds[row["content_type_id"]], row["action"], row["label"]] for row in entries)
    assert now["page log"] >= len(before["wagtailcore.pagelogentry"])


def test_what_readers_sent_in_and_editors_made_stays(before: dict[str, Any], now: dict[str, Any]) -> None:
    assert now["rows"] == {label: len(before[label]) for label in now["rows"]}
    assert now["question"] == "Hoe schrijf ik een brief?"


def test_an_edited_a_deleted_and_an_untouched_page(before: dict[str, Any], now: dict[str, Any]) -> None:
    assert now["pages"] == {
        "/methoden/methode-1/": [200, True],
        "/methoden/methode-2/": [200, True],  # the method that comes before it
        "/praktijk/voorbeeld-1/": [200, True],  # the method it used
        "/m/3": [410, False],
    }
    assert now["revisions"] == len(before["wagtailcore.revision"])
    assert now["found"] == 1


def test_the_lists_of_the_admin_open(now: dict[str, Any]) -> None:
    assert set(now["lists"].values()) == {200}
