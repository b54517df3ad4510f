"""Run one measurement within a site: `python -m lab.inside MODULE ARGUMENTS`, both as `Site.measure` gives them.

Django is set up here, before the module is imported; the module has a `measure` whose return value is printed as JSON.
"""

from __future__ import annotations

import importlib
import json
import sys

import django


def main() -> None:
    name, arguments = sys.argv[1:3]
    django.setup()
    module = importlib.import_module(f"lab.{name}")
    found = module.measure(*json.loads(arguments))
    sys.stdout.write(f"\n{json.dumps(found)}\n")


if __name__ == "__main__":
    main()
