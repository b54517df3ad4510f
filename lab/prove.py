"""Every proof that is too large for the tests, one after the other: `make prove`. Fails when one of them does."""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable, Mapping

from lab import (
    evidence_agreement,
    evidence_inputs,
    evidence_volume,
    figures,
    hanging_engine,
    hostile_questions,
    kill_during_publish,
    kill_engine,
    kill_workers,
    lost_node,
    parity,
    questions,
    rebuild_under_load,
    search_speed,
    volume,
)

PROOFS: Mapping[str, Callable[[], int]] = {
    "kill -9 during a publish": kill_during_publish.main,
    "kill -9 of the worker": kill_workers.main,
    "kill -9 of Elasticsearch": kill_engine.main,
    "Elasticsearch hangs": hanging_engine.main,
    "a node is lost": lost_node.main,
    "a rebuild under load": rebuild_under_load.main,
    "many questions": questions.main,
    "hostile questions": hostile_questions.main,
    "many inputs to the evidence": evidence_inputs.main,
    "agreement with statsmodels": evidence_agreement.main,
    "volume of evidence": evidence_volume.main,
    "both engines answer the same": parity.proof,
    "volume": volume.main,
    "search beside the bare engine": search_speed.main,
    "figures": figures.main,
}


def main(proofs: Mapping[str, Callable[[], int]] = PROOFS) -> int:
    failed = []
    for name, proof in proofs.items():
        started = time.monotonic()
        try:
            good = proof() == 0
        except Exception:
            traceback.print_exc()
            good = False
        sys.stdout.write(f"\n{'ok  ' if good else 'FAIL'} {name} ({time.monotonic() - started:.0f} s)\n")
        sys.stdout.flush()
        if not good:
            failed.append(name)
    if failed:
        sys.stdout.write(f"failed: {', '.join(failed)}\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
