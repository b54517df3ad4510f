"""The catalogue and the lists by published SHACL shapes, where those were fetched: `make prove RULES=<folder>`.

The folder holds the files `*SHACL*.ttl` of github.com/Geonovum/DCAT-AP-NL30, at any depth, and the judge itself:
`.venv/bin/pip install --target <folder>/python pyshacl==0.40.1`. Neither is part of this repository. Fails on a
violation; a warning is counted, by property.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from rdflib import RDF, SH, Graph

from api.linked.catalog import catalog
from api.linked.concepts import add_lists
from lab.api_rules import found_in

_PROFILE = "dcat-ap-nl-SHACL.ttl"
_PUBLISHER = "https://identifier.overheid.nl/tooi/id/gemeente/gm0344"


def measure() -> dict[str, Any]:
    settings.PUBLISHER_URI, settings.SITE_OWNER = _PUBLISHER, "Gemeente Utrecht"
    named = os.environ.get("RULES", "")
    profile = found_in(Path(named), _PROFILE) if named else None
    # Last, so that only what the site lacks comes from there.
    sys.path.append(f"{named}/python")
    if profile is None or find_spec("pyshacl") is None:
        title = f"Not judged by published shapes: no folder with {_PROFILE} and python/pyshacl (RULES=<folder>)."
        return {"title": title, "tables": [], "notes": [], "problems": ["pyshacl is missing"] if profile else []}
    files = sorted(profile.parent.glob("*SHACL*.ttl"))
    shapes, left_out = _shapes(files)
    data = Graph().parse(data=add_lists(catalog()).turtle(), format="turtle")
    _, found, _ = import_module("pyshacl").validate(data, shacl_graph=shapes, allow_warnings=True)
    counted = Counter(
        tuple(str(found.value(each, what)).rpartition("#")[2] for what in (SH.resultSeverity, SH.resultPath))
        for each in found.subjects(RDF.type, SH.ValidationResult)
    )
    return {
        "title": f"{len(data)} statements by {len(files)} files of shapes",
        "tables": [[["severity", "property", "times"], [[*said, count] for said, count in sorted(counted.items())]]],
        "notes": [f"Left out, because the files name them and do not hold them: {left_out} shapes."],
        "problems": [f"{name}: {count} violations" for (said, name), count in counted.items() if said != "Warning"],
    }


def _shapes(files: list[Path]) -> tuple[Graph, int]:
    """All shapes, without the properties that are named and not given: on those the checker stops."""
    shapes = Graph()
    for file in files:
        shapes.parse(file, format="turtle")
    missing = [pair for pair in shapes.subject_objects(SH.property) if (pair[1], SH.path, None) not in shapes]
    for shape, named in missing:
        shapes.remove((shape, SH.property, named))
    return shapes, len(missing)
