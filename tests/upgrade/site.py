"""A site of commit 51a6521, upgraded: `python -m tests.upgrade.site` in an empty database, then says what is there.

`site.json.gz` is the database that commit made of three methods and two cases: method 1 edited by somebody, method 3
deleted, the others untouched; a question and a report of readers, a synonym, a promoted question and a protected word,
with the log entries of the admin; a group of the operator's own; nobody's password.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import django
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, models, transaction

DUMP = Path(__file__).with_name("site.json.gz")


def load(dump: dict[str, Any]) -> None:
    """Bring the empty database to the migrations of the dump and fill it, without a line of today's models."""
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    # What a squashed migration replaced has no node of its own.
    applied = {node for node in map(tuple, dump["migrations"]) if node in graph.nodes}
    last = sorted(node for node in applied if not applied.intersection(graph.node_map[node].children))
    executor.migrate(last)
    apps = executor.loader.project_state(last).apps
    every = [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]
    tables = sorted({model._meta.db_table for model in every})
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables, allow_cascade=True))
    filled = [apps.get_model(label) for label in dump["tables"]]
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        for model, table in zip(filled, dump["tables"].values(), strict=True):
            by_name = {field.attname: field for field in model._meta.local_concrete_fields}
            fields = [by_name[name] for name in table["fields"]]
            columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
            places = ", ".join(["%s"] * len(fields))
            name = connection.ops.quote_name(model._meta.db_table)
            statement = f"INSERT INTO {name} ({columns}) VALUES ({places})"  # noqa: S608 - names of our own tables
            rows = [[_stored(field, value) for field, value in zip(fields, row, strict=True)] for row in table["rows"]]
            cursor.executemany(statement, rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), filled):
            cursor.execute(statement)


def _stored(field: models.Field[Any, Any], value: Any) -> Any:
    """As the database keeps it. What a stream or a revision holds goes in as it stands."""
    if isinstance(value, dict | list):
        return json.dumps(value)
    if value is None or field.get_internal_type() in ("JSONField", "TextField"):
        return value
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.get_db_prep_value(target.to_python(value), connection)


def facts() -> dict[str, Any]:
    """What the upgraded site holds of the rows and words of its editors and readers."""
    from django.apps import apps
    from django.contrib.auth.models import Group, Permission
    from django.contrib.contenttypes.models import ContentType
    from django.test import Client
    from wagtail.models import ModelLogEntry, PageLogEntry, Revision

    from tests.editors import force_login

    client = Client()
    force_login(client, apps.get_model("core", "user").objects.get(username="eva"))
    call_command("rebuild_search", stdout=io.StringIO())
    granted = Permission.objects.filter(group=Group.objects.get(name="Beheer van vragen"))
    return {
        "kinds": {f"{kind.app_label}.{kind.model}": kind.pk for kind in ContentType.objects.all()},
        "unknown kinds": [str(kind) for kind in ContentType.objects.all() if kind.model_class() is None],
        "granted": sorted(granted.values_list("content_type__app_label", "content_type__model", "codename")),
        "permissions twice": Permission.objects.values("content_type", "codename")
        .annotate(times=models.Count("pk"))
        .filter(times__gt=1)
        .count(),
        "log": sorted(ModelLogEntry.objects.values_list("content_type__model", "action", "label")),
        "page log": PageLogEntry.objects.count(),
        "revisions": Revision.objects.count(),
        "rows": {
            label: apps.get_model(label).objects.count()
            for label in ("search.readerquestion", "cases.correctionreport", "search.synonymgroup", "search.wholeword")
        },
        "question": apps.get_model("search", "readerquestion").objects.get(status="open").text,
        "pages": {
            address: (response.status_code, "Methode van een redacteur" in response.content.decode())
            for address in ("/methoden/methode-1/", "/methoden/methode-2/", "/praktijk/voorbeeld-1/", "/m/3")
            if (response := client.get(address, follow=True, secure=True))
        },
        "found": client.get("/zoeken/?q=redacteur", secure=True).content.decode().count('data-kind="method"'),
        "lists": {
            address: client.get(address, secure=True).status_code
            for address in ("/beheer/vragen/", "/beheer/meldingen/", "/beheer/reports/site-history/")
        },
    }


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")
    django.setup()
    load(json.loads(gzip.decompress(DUMP.read_bytes())))
    call_command("migrate", verbosity=0)
    sys.stdout.write(json.dumps(facts()))


if __name__ == "__main__":
    main()
