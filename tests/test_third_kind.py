"""A kind of page that no product has, with everything a kind gets: run under settings of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests.elasticsearch.fixtures import elasticsearch_address, written
from tests.starter.once import SHARED, shared_directory

__all__ = ["elasticsearch_address"]

_PROOF = Path(__file__).parent / "third_kind" / "proof.py"


@pytest.fixture
def server(request: pytest.FixtureRequest) -> dict[str, str]:
    """The address of the live server; nothing without one, so that the rest runs."""
    try:
        return {"ELASTICSEARCH_URL": written(request.getfixturevalue("elasticsearch_address"))}
    except pytest.skip.Exception:
        return {}


@pytest.mark.only_sqlite  # the run within this one would take the same database on a server
@pytest.mark.xdist_group("elasticsearch")
def test_a_third_kind_costs_one_model_one_template_one_registration(
    tmp_path_factory: pytest.TempPathFactory, server: dict[str, str]
) -> None:
    """With the migrated database and the Elasticsearch of this run."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-q", "--ds=tests.third_kind.settings", str(_PROOF)],
        cwd=settings.BASE_DIR,
        env={**kept, **server, SHARED: str(shared_directory(tmp_path_factory))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
