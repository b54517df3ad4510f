"""The content against the bank it was taken from: `python -m lab.bank_check FOLDER` with the bank of facts in FOLDER.

Part by part how many there are in the bank and in the content; and every figure, source, certainty, family, method and
day in the content that does not stand in the bank. Fails when there is one.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lab.bank import agenda, monitor
from lab.bank.content import Content
from lab.bank.tables import Bank
from lab.tables import table

CONTENT = Path(__file__).resolve().parents[1] / "content"
_PARTS = (
    *(monitor.series, monitor.objections, monitor.volumes),
    *(agenda.activities, agenda.ambitions, agenda.publications, agenda.programme, agenda.meetings),
)


def main(folder: Path, content: Path = CONTENT) -> int:
    check = Content(Bank(folder), content)
    problems = [problem for part in _PARTS for problem in part(check)]
    sys.stdout.write(table(["part", "bank", "content"], check.counts) + "\n\n")
    sys.stdout.write("\n".join(problems or ["Everything in the content stands in the bank."]) + "\n")
    return 1 if problems else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--content", type=Path, default=CONTENT)
    sys.exit(main(**vars(parser.parse_args())))
