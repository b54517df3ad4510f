"""`make elasticsearch`: a server for a developer, until Ctrl-C. Its data stays under `var/`."""

from __future__ import annotations

import os
import signal
import sys

from tests.elasticsearch.recipe import running, version
from tests.starter.needs import ROOT

PORT = int(os.environ.get("ELASTICSEARCH_PORT", "9200"))


def main() -> int:
    sys.stdout.write(f"Elasticsearch {version()} starts …\n")
    sys.stdout.flush()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        with running(ROOT / "var" / "elasticsearch", PORT) as node:
            sys.stdout.write(f"It answers. In another window: SEARCH_URL={node.address}/ make run. Stop: Ctrl-C.\n")
            sys.stdout.flush()
            return node.process.wait()
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
