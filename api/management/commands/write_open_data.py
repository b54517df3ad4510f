from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from api.package import write_package


class Command(BaseCommand):
    help = "Write the whole data set as one file now; the worker does so every night."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{write_package()} rows")
