from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts import history
from accounts.links import ENROL, link_to
from accounts.removal import remove_factors
from core.users import User


class Command(BaseCommand):
    help = "Print a link with which an account sets up its second factor, for when mail fails or nobody else can help."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")
        parser.add_argument("--lost", action="store_true", help="take away the factors it has, and end its sessions")
        parser.add_argument("--new-password", action="store_true", help="the present password does not count any more")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(username=options["username"]).first()
        if user is None or not user.is_active:
            raise CommandError("There is no such account, or it is switched off.")
        if options["lost"]:
            remove_factors(user, by=None)
        if options["new_password"]:
            user.set_unusable_password()
            user.save(update_fields=["password"])
        history.note(user, history.LINK_MADE, what="door de systeembeheerder")
        self.stdout.write(link_to(ENROL, user))
