"""`manage.py import_products FILE`: bring the products up to date with the UPL."""

from __future__ import annotations

from typing import Any

from vocabulary.imports.products import parse_products
from vocabulary.imports.register_import import RegisterImport, Report
from vocabulary.management.register_command import RegisterCommand
from vocabulary.models import Product


class Command(RegisterCommand):
    help = "Leest producten uit de UPL (CSV). Verwijdert nooit, maar laat vervallen."

    def load(self, **options: Any) -> Report:
        entries = parse_products(options["file"].read_bytes())
        run = RegisterImport(Product, rename=options["rename"], end_missing=options["end_missing"])
        return run.run(entries, dry_run=options["dry_run"])
