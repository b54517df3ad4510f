from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from core.jobs.runner import Runner
from core.management.commands.worker import do_once


class Command(BaseCommand):
    help = "Do what a worker would do now, then stop. For a timer, where no worker runs all the time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", required=True, help="there is no other way: see `worker`")

    def handle(self, *args: Any, **options: Any) -> None:
        do_once(Runner())
