"""Cases as they were written before a result said what it tested of each method.

A case that nobody touched since is still recognised by what was noted of it then.
"""

from __future__ import annotations

import re
from typing import Any

_METHODS = re.compile(r"^    methods:\n((?:      (?:- method|  \w+): .*\n)+)", re.MULTILINE)
_METHOD = re.compile(r"- method: (\d+)")


def is_from_before_relations(page: Any) -> bool:
    """Whether the last revision of a page was kept before results had relations."""
    content = page.latest_revision.content if page.latest_revision else {}
    return any("relation" not in row for result in content.get("results", ()) for row in result.get("counts_for", ()))


def without_relations(text: str) -> str:
    """The text of a case in that format."""
    text = text.replace("    contrast: versus\n", "    contrast: without-with\n")
    return _METHODS.sub(lambda found: f"    counts_for: [{', '.join(_METHOD.findall(found[1]))}]\n", text)
