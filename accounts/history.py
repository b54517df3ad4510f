"""What the history report of the admin holds of access: log-ins, failures, factors, roles, exports."""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter, log

from core.users import User

LOGGED_IN, LOGGED_OUT = "accounts.logged_in", "accounts.logged_out"
PASSWORD_WRONG, CODE_WRONG, NO_FACTOR = "accounts.password_wrong", "accounts.code_wrong", "accounts.no_factor"
PASSWORD_CHANGED, ADDRESS_CHANGED = "accounts.password_changed", "accounts.address_changed"
FACTOR_ADDED, FACTOR_REMOVED, CODES_RENEWED = (
    "accounts.factor_added",
    "accounts.factor_removed",
    "accounts.codes_renewed",
)
LINK_MADE, LINK_USED, SESSIONS_ENDED = "accounts.link_made", "accounts.link_used", "accounts.sessions_ended"
ROLES_CHANGED, EXPORTED = "accounts.roles_changed", "accounts.exported"

_WORDS = {
    LOGGED_IN: "Inloggen",
    LOGGED_OUT: "Uitloggen",
    PASSWORD_WRONG: "Verkeerd wachtwoord",
    CODE_WRONG: "Verkeerde code",
    NO_FACTOR: "Geweigerd: geen tweede stap",
    PASSWORD_CHANGED: "Wachtwoord veranderd",
    ADDRESS_CHANGED: "E-mailadres veranderd",
    FACTOR_ADDED: "Tweede stap toegevoegd",
    FACTOR_REMOVED: "Tweede stap weggehaald",
    CODES_RENEWED: "Nieuwe herstelcodes",
    LINK_MADE: "Link om in te loggen gemaakt",
    LINK_USED: "Link om in te loggen gebruikt",
    SESSIONS_ENDED: "Uitgelogd op andere plekken",
    ROLES_CHANGED: "Rollen veranderd",
    EXPORTED: "Bestand gedownload",
}


class _Formatter(LogFormatter):  # type: ignore[misc]
    """The name of an action, and with what, when that was noted."""

    def format_message(self, entry: Any) -> str:
        what = entry.data.get("what")
        return f"{self.label}: {what}" if what else str(self.label)


def register(actions: LogActionRegistry) -> None:
    """Have the report of the admin know our actions."""
    for action, words in _WORDS.items():
        actions.register_action(action)(type("_Action", (_Formatter,), {"label": words}))


def note(account: User, action: str, *, by: Any = None, **data: str) -> None:
    """Write one line about an account. `by` is who did it; nobody, when that was not proved, as at a wrong password."""
    log(instance=account, action=action, user=by, data=data)
