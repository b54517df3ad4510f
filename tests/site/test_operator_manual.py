"""docs/beheer.md says what is: its commands, variables, tables and addresses are those of the site."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class
from django.db import connection
from django.urls import resolve

from accounts import attempts, shared_passwords
from accounts.links import PASSWORD, VALID
from config.settings import production
from core.jobs.registry import JOBS, TURNS
from core.submissions import guard, views
from search.analytics import flush
from search.contract import MAX_TEXT

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "beheer.md").read_text()
BLOCKS = re.findall(r"^```\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
INSTALL = next(block for block in BLOCKS if "createsuperuser" in block)
VALUES = next(block for block in BLOCKS if block.startswith("SECRET_KEY="))
SERVICES = next(block for block in BLOCKS if "systemctl enable" in block)


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every `manage.py command --options` of the manual."""
    for name, rest in re.findall(r"manage\.py ([a-z_]+)((?:[ ]--?[a-z-]+)*)", TEXT):
        yield name, rest.split()


@pytest.mark.parametrize(("name", "options"), sorted({(name, tuple(options)) for name, options in commands()}))
def test_a_command_exists_with_its_options(name: str, options: tuple[str, ...]) -> None:
    app = get_commands()[name]
    command = app if not isinstance(app, str) else load_command_class(app, name)
    known = command.create_parser("manage.py", name)._option_string_actions
    assert set(options) <= set(known)


def test_the_manual_names_the_commands_an_operator_needs() -> None:
    named = {name for name, _ in commands()}
    assert {"worker", "run_jobs", "rebuild_search", "check_search", "clean_stored", "load_content"} <= named


def test_the_options_in_the_table_of_registers_are_those_of_the_command() -> None:
    told = set(re.findall(r"^\| `(--[a-z-]+)", TEXT, re.MULTILINE))
    parser = load_command_class("vocabulary", "import_organisations").create_parser("manage.py", "x")
    assert told <= set(parser._option_string_actions)


def test_each_variable_that_is_read_stands_in_the_table_and_no_other() -> None:
    sources = [ROOT / "config" / name for name in ("settings/production.py", "services.py")]
    source = "".join(path.read_text() for path in sources)
    read = set(re.findall(r'env\.[a-z_]+\(\s*"([A-Z_]+)"', source)) | set(
        re.findall(r'name, nowhere = "([A-Z_]+)"', source)
    )
    table = TEXT[: TEXT.index("```")]
    told = {
        name for row in re.findall(r"^\| (`[A-Z_`, ]+) \|", table, re.MULTILINE) for name in re.findall(r"[A-Z_]+", row)
    }
    assert told == read


def test_the_steps_of_an_install_are_commands_of_this_project() -> None:
    steps = [shlex.split(line, comments=True) for line in INSTALL.splitlines()]
    programs = {step[0] for step in steps}
    assert programs == {"python3", "export", "mkdir", ".venv/bin/pip", ".venv/bin/python"}
    assert production.DATA_DIR in Path(str(production.STATIC_ROOT)).parents, "collectstatic writes in DATA_DIR"
    order = [step[2] for step in steps if step[1:2] == ["manage.py"]]
    assert order.index("migrate") < order.index("load_content") < order.index("rebuild_search")


def test_the_services_that_are_started_are_there_and_the_values_are_read() -> None:
    units = {path.name for path in (ROOT / "deploy" / "systemd").iterdir()}
    started = set(re.findall(r"optimaal-digitaal[a-z-]*\.(?:socket|service|timer)", SERVICES))
    assert started <= units
    assert {unit for unit in units if "[Install]" in (ROOT / "deploy" / "systemd" / unit).read_text()} == started
    for path in re.findall(r"current/(deploy/[a-z./-]+)", SERVICES):
        assert (ROOT / path).exists()
    table = TEXT[: TEXT.index("```")]
    assert all(f"`{name}`" in table for name in re.findall(r"^([A-Z_]+)=", VALUES, re.M) if name != "TZ")


def test_every_figure_is_in_the_list_of_alerts_or_needs_none() -> None:
    source = (ROOT / "config" / "metrics" / "views.py").read_text()
    told, need_none = set(re.findall(r"^\| `(od_[a-z_]+)`", TEXT, re.M)), {"od_mail_waiting"}
    names = set(re.findall(r'yield "(od_[a-z_]+)"', source))
    assert told <= names
    assert names - told - need_none <= {"od_index_waiting", "od_index_failed"}, "these are in the table of indexes"


def test_the_table_of_jobs_is_complete() -> None:
    table = TEXT[TEXT.index("| job | how often |") :].split("\n\n")[0]
    told = set(re.findall(r"^\| `([a-z-]+)[`…]", table, re.MULTILINE))
    retention = {name for name in JOBS if name.startswith("retention-")}
    small = {"old-stamps"}  # an operator has nothing to know of it
    assert told == {name for name in JOBS if name not in retention | small} | {"retention-"}
    assert "search-index" in TURNS


@pytest.mark.django_db
@pytest.mark.parametrize("snippet", re.findall(r'manage\.py shell -c\s+"([^"]+)"', TEXT))
def test_what_is_given_to_the_shell_runs(snippet: str) -> None:
    exec(compile(snippet, "beheer.md", "exec"), {})  # noqa: S102


@pytest.mark.django_db
def test_the_move_to_postgresql_names_what_there_is() -> None:
    move = next(block for block in BLOCKS if "sqlsequencereset" in block)
    labels = re.search(r"sqlsequencereset ([a-z \\\n]+)\|", move)
    assert labels
    told = set(labels[1].replace("\\", " ").split()) - {"venv", "bin", "python"}
    numbered = {
        model._meta.app_label
        for model in apps.get_models(include_auto_created=True)
        if model._meta.pk and model._meta.pk.get_internal_type().endswith("AutoField")
    }
    assert told >= numbered - {"wagtailsearch"}, "its tables are not copied"
    assert all(apps.is_installed(apps.get_app_config(label).name) for label in told)
    tables = connection.introspection.table_names()
    for name in re.findall(r"'([a-z_]+)'", move):
        assert name in tables or not name.startswith(("search", "django")), name


def test_addresses_and_places_in_the_manual_exist() -> None:
    for address in (
        "/healthz",
        "/readyz",
        "/beheer/documenten/1/x.pdf",
        "/.well-known/security.txt",
        "/zoeken/suggesties/",
    ):
        assert resolve(address).url_name != "wagtail_serve"
        assert address.removesuffix("1/x.pdf") in TEXT
    headings = {
        re.sub(r"[^a-z0-9 -]", "", line.lower()).strip().replace(" ", "-")
        for line in re.findall(r"^#+ (.*)$", TEXT, re.M)
    }
    assert set(re.findall(r"\]\(#([a-z-]+)\)", TEXT)) <= headings


def test_other_documents_it_leads_to_exist() -> None:
    for name in ("beheer", "veiligheid"):
        page = (ROOT / "docs" / f"{name}.md").read_text()
        for path in re.findall(r"\]\(([a-z]+\.md)", page):
            assert (ROOT / "docs" / path).exists()


def test_the_limits_that_veiligheid_tells_are_those_of_the_code() -> None:
    page = (ROOT / "docs" / "veiligheid.md").read_text()
    for sentence in (
        f"| wrong passwords | {attempts.MOST} in {attempts.SPAN.seconds // 60} minutes",
        f"| {attempts.MOST} in 10 minutes from a network, {shared_passwords.MOST_SHARED} from everywhere |",
        f"{views.MOST_OF_A_NETWORK} in 10 minutes from a network, {views.MOST_IN_ALL} in all",
        f"| {guard.MOST_BYTES // 1024} kB, `{guard.FORM_TYPE}` |",
        f"{flush.MOST_QUESTIONS:,} different questions and {flush.MOST_CHOICES:,} different choices a day",
        f"| question | {MAX_TEXT} characters |",
        f"for {production.SESSION_COOKIE_AGE // 3600} hours from log-in",
        f"| image | {production.WAGTAILIMAGES_MAX_UPLOAD_SIZE // 2**20} MB, ",
        f" MB, {production.WAGTAILIMAGES_MAX_IMAGE_PIXELS // 10**6} million pixels",
        f"| document | {production.WAGTAILDOCS_MAX_UPLOAD_SIZE // 2**20} MB",
        "once and for four hours" if VALID[PASSWORD] == timedelta(hours=4) else "not told",
    ):
        assert sentence in page
