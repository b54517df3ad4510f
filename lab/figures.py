"""The house in figures: code, imports, relevance, and what the pages weigh: `python -m lab.figures`."""

from __future__ import annotations

import subprocess
import sys

from lab.code_figures import PACKAGES, direct_dependencies, figures_of, import_contracts, modules
from lab.page_weight import chromium, weigh
from lab.servers import gunicorn
from lab.sites import ROOT, starter_site
from lab.tables import kilobytes, show, table

PAGES = {
    "home": "/",
    "method": "/methoden/stuur-een-herinnering-op-het-juiste-moment/",
    "search": "/zoeken/?q=brieven&familie=gemeente&kanaal=post",
}
MOST_BYTES = 100_000


def main() -> int:
    """0 when every contract is kept and every page is light enough."""
    contracts = show_code()
    show_relevance()
    return max(0 if " 0 broken" in contracts else 1, show_weight())


def show_code() -> str:
    """The sentence about the contracts."""
    kinds = {"the site": PACKAGES, "measurements": ["lab"], "tests": ["tests"]}
    rows = []
    for name, folders in kinds.items():
        found = figures_of(modules(folders))
        rows.append(
            [
                name,
                found.count,
                found.lines,
                found.written,
                f"{found.median:.0f}",
                f"{found.largest} ({found.largest_name})",
                f"{found.typed} of {found.functions} ({found.typed / found.functions:.1%})",
            ]
        )
    head = ["", "modules", "lines", "not blank", "median module", "largest module", "functions with a return type"]
    packages = direct_dependencies()
    contracts = import_contracts()
    show("Code", table(head, rows), f"Direct run-time packages: {len(packages)} ({', '.join(packages)}).", contracts)
    return contracts


def show_relevance() -> None:
    command = [sys.executable, "-m", "lab.relevance", "--worst", "0"]
    done = subprocess.run(command, cwd=ROOT, text=True, capture_output=True, check=True)
    show("Relevance", "\n".join(line for line in done.stdout.splitlines() if "nDCG" in line))


def show_weight() -> int:
    """0 when every page is light enough, or when there is no browser to see it with."""
    browser = chromium()
    if browser is None:
        show("Weight of a first visit", "Not measured: no Chromium here (apt-get install chromium, or set CHROMIUM).")
        return 0
    with gunicorn(starter_site()) as port:
        weights = weigh(port, PAGES, browser)
    rows = [[name, kilobytes(one.page), kilobytes(one.everything), one.requests] for name, one in weights.items()]
    show("Weight of a first visit", table(["page", "the page, packed", "everything", "requests"], rows))
    return int(any(one.everything > MOST_BYTES for one in weights.values()))


if __name__ == "__main__":
    sys.exit(main())
