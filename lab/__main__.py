"""Runs one proof on a copy of a site: `python -m lab NAME option=value …`; `python -m lab` lists them.

A proof is a module with a `measure` (its arguments are the options) that returns a report: a title, tables, sentences
and what is wrong. It runs in a process with Django on the copy, with its own Elasticsearch when it wants one.
"""

from __future__ import annotations

import ast
import inspect
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from lab.nodes import alone
from lab.sites import ROOT, Site, copy_of, site_of, starter_site
from lab.tables import judged, table
from tests.elasticsearch.recipe import free_port

# A report as `measure` gives it: {"title", "tables": [[head, rows]], "notes": [...], "problems": [...]}.
Report = Mapping[str, Any]


def main(name: str, **options: Any) -> int:
    """0 when nothing is wrong."""
    site, engine = _OF[name]
    pages = options.pop("pages", None)
    copied = copy_of(site_of(pages) if pages else site(), name)
    with engine(options) as arguments:
        report: Report = copied.measure(name, *arguments, **options)
    tables = (table(head, rows) for head, rows in report["tables"])
    return judged(report["title"], report["problems"], *tables, *report["notes"])


@contextmanager
def _embedded(_: Mapping[str, Any]) -> Iterator[list[Any]]:
    with patch.dict(os.environ, {"SEARCH_URL": "embedded:"}):
        yield []


@contextmanager
def _chosen(options: dict[str, Any]) -> Iterator[list[Any]]:
    """The embedded engine, or with `elasticsearch=1` a server of our own."""
    if not options.pop("elasticsearch", 0):
        with _embedded(options):
            yield []
        return
    with TemporaryDirectory(ignore_cleanup_errors=True) as data, _own_node(options) as [port], alone(Path(data), port):
        yield []


@contextmanager
def _own_node(_: Mapping[str, Any]) -> Iterator[list[Any]]:
    """The proof starts the server itself, at this port."""
    port = free_port()
    with patch.dict(os.environ, {"SEARCH_URL": f"http://127.0.0.1:{port}/proof"}):
        yield [port]


_OF: dict[str, tuple[Callable[[], Site], Callable[..., Any]]] = {
    "kill_workers": (starter_site, _chosen),
    "kill_engine": (starter_site, _own_node),
    "hanging_engine": (starter_site, _own_node),
    "rebuild_under_load": (site_of, _chosen),
    "parity": (starter_site, _embedded),
    "publish_cost": (starter_site, _embedded),
    "printed_cards": (starter_site, _embedded),
    "agenda_volume": (starter_site, _embedded),
    "shapes": (starter_site, _embedded),
    "open_data_volume": (starter_site, _embedded),
    "backup_drill": (starter_site, _embedded),
    "product_scans": (starter_site, _embedded),
    "white_spots": (starter_site, _embedded),
    "workshop_codes": (starter_site, _embedded),
}


def _listed() -> str:
    """Each proof with its options and first sentence, read without importing it: that needs Django."""
    lines = []
    for name in _OF:
        module = ast.parse((ROOT / "lab" / f"{name}.py").read_text())
        [measure] = [one for one in module.body if isinstance(one, ast.FunctionDef) and one.name == "measure"]
        options = [one.arg for one in measure.args.kwonlyargs]
        lines.append(f"{name} {' '.join(f'{one}=…' for one in options)}\n    {ast.get_docstring(module)}")
    return inspect.cleandoc("\n".join(lines))


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in _OF:
        sys.exit(_listed())
    given = dict(pair.split("=") for pair in sys.argv[2:])
    sys.exit(main(sys.argv[1], **{key: ast.literal_eval(value) for key, value in given.items()}))
