"""Says whether the container is well: `health.py web` asks the web server here, `health.py worker` the heartbeat."""

from __future__ import annotations

import json
import sys
from urllib.request import urlopen

LONGEST_SILENCE = 120  # seconds, as for the warning in /readyz


def main(what: str) -> int:
    if what == "web":
        return 0 if _ask("http://127.0.0.1:8000/healthz") == b"ok\n" else 1
    silence = json.loads(_ask("http://web:8000/readyz")).get("worker")
    return 0 if silence is not None and silence < LONGEST_SILENCE else 1


def _ask(address: str) -> bytes:
    with urlopen(address, timeout=4) as answer:  # noqa: S310
        found: bytes = answer.read()
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
