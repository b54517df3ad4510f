"""Figures as people read them: tables in Markdown, percentiles, and on what they were measured."""

from __future__ import annotations

import math
import os
import platform
import sys
from collections.abc import Sequence
from datetime import date

_GIB = 1 << 30


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least `share` (0-1) of the values do not exceed."""
    ordered = sorted(values)
    return ordered[math.ceil(round(len(ordered) * share, 6)) - 1] if ordered else math.nan


def milliseconds(seconds: float) -> str:
    """`12.3`, with as many decimals as make sense."""
    value = seconds * 1000
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def kilobytes(size: int) -> str:
    return f"{size / 1000:.1f} kB"


def table(head: Sequence[object], rows: Sequence[Sequence[object]]) -> str:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def spread(seconds: Sequence[float]) -> str:
    """p50 / p95 / largest, in milliseconds."""
    return " / ".join(milliseconds(percentile(seconds, share)) for share in (0.5, 0.95, 1)) if seconds else ""


def show(title: str, *parts: str) -> None:
    sys.stdout.write(f"\n### {title}\n\n{machine()}\n\n" + "\n\n".join(parts) + "\n")
    sys.stdout.flush()


def judged(title: str, problems: Sequence[str], *parts: str) -> int:
    """Show what was measured and what is wrong; 0 when nothing is."""
    show(title, *parts, f"Wrong: {'; '.join(problems)}." if problems else "Nothing is wrong.")
    return 1 if problems else 0


def machine() -> str:
    """Date and machine of a measurement, in one line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / _GIB
    python = ".".join(platform.python_version_tuple()[:2])
    system = platform.freedesktop_os_release().get("PRETTY_NAME", "") if platform.system() == "Linux" else sys.platform
    return f"{date.today().isoformat()}; {os.cpu_count()} cores, {memory:.0f} GB, {system}, Python {python}"
