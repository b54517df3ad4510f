"""Runs one measurement within a site: `python -m lab.inside MODULE '[arguments]' '{"options": …}'`.

`Site.measure` does so. Django is set up before the module is imported; what its `measure` returns is printed as JSON.
"""

from __future__ import annotations

import importlib
import json
import sys

import django


def main(module: str, arguments: str = "[]", options: str = "{}") -> None:
    django.setup()
    found = importlib.import_module(f"lab.{module}").measure(*json.loads(arguments), **json.loads(options))
    sys.stdout.write(f"\n{json.dumps(found)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
