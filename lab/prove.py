"""Runs every proof that is too large for the tests, one after the other: `make prove`, or `python -m lab.prove --tiny`.

Fails when one of them does. `--tiny` runs each as small as it goes, to see that it still runs. With `RULES`, a folder,
it judges by the rules of others that stand in it.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

# Name -> the module with its options, and the options of a tiny run.
PROOFS: Mapping[str, tuple[str, str]] = {
    "kill -9 of the worker": ("lab kill_workers", "kills=2 changes=20"),
    "kill -9 of the worker, Elasticsearch": ("lab kill_workers elasticsearch=1", "kills=2 changes=20"),
    "kill -9 of Elasticsearch": ("lab kill_engine", "kills=2 changes=20"),
    "Elasticsearch hangs": ("lab hanging_engine", "rate=2 calm=5 hung=15"),
    "a rebuild under load": ("lab rebuild_under_load", "pages=400 changes=12 rate=8"),
    "agreement with statsmodels": ("lab.evidence_agreement", "40"),
    "both engines answer the same": ("lab parity", "questions=100"),
    "generated input": ("tests.generated", "few"),
    "the newsletter, workers killed": ("lab.newsletter_kills", "--subscribers 200 --kills 2"),
    "other kinds of page found, both engines": ("lab.relevance_kinds", ""),
    "the last places of a meeting": ("lab.last_places", "20"),
    "volume": ("lab.volume", "400"),
    "submissions beside readers": ("lab.submission_rate", "4 5"),
    "submissions beside readers, PostgreSQL": ("lab.submission_rate postgresql", "4 5"),
    "a session of thirty people": ("lab.workshop_load", "4 12"),
    "a session by keyboard alone": ("pytest -n 0 tests/browser/proof_session_by_keyboard.py", ""),
    "cards as a PDF": ("lab printed_cards", ""),
    "codes of a session guessed": ("lab workshop_codes", "guesses=300"),
    "backups while publishing, put back": ("lab backup_drill", "changes=12 backups=1"),
    "readers and an editor while things break": ("lab.soak", "--seconds 10 --readers 20 --rate 4 --fault 5"),
    "codes of log-in guessed and replayed": ("lab.code_guesses", "12"),
    "volume of the agenda": ("lab agenda_volume", "activities=60"),
    "the API asked a hundred times a second": ("lab.api_load", "10 5"),
    "the data set of 20,000 pages": ("lab open_data_volume pages=20000", "pages=400"),
    "the API by the published rules": ("lab.api_rules", ""),
    "the catalogue by the published shapes": ("lab shapes", ""),
    "contributing by keyboard, and every form refused": ("pytest -n 0 -q -s tests/browser/proof_contributing.py", ""),
    "generated product scans": ("lab product_scans", "scans=60"),
    "white spots by the open data": ("lab white_spots", ""),
}


def main(*, tiny: bool = False, proofs: Mapping[str, tuple[str, str]] = PROOFS) -> int:
    failed = []
    for name, (command, smallest) in proofs.items():
        started = time.monotonic()
        good = run([*command.split(), *(smallest.split() if tiny else [])]) == 0
        sys.stdout.write(f"\n{'ok  ' if good else 'FAIL'} {name} ({time.monotonic() - started:.0f} s)\n")
        sys.stdout.flush()
        failed += [] if good else [name]
    if failed:
        sys.stdout.write(f"failed: {', '.join(failed)}\n")
    return 1 if failed else 0


def run(module: Sequence[str]) -> int:
    return subprocess.run([sys.executable, "-m", *module], check=False).returncode


if __name__ == "__main__":
    sys.exit(main(tiny="--tiny" in sys.argv[1:]))
