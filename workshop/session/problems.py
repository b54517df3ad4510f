"""What is told to who could not do what he meant to: nothing he typed is lost."""

from __future__ import annotations

from django import forms

from workshop.session.rounds import Round


class Problem(Exception):
    """Raised by an act. `form` is one to show again with what was typed; `row` is the action it is about."""

    def __init__(
        self, title: str, text: str = "", *, status: int = 409, form: forms.Form | None = None, row: int | None = None
    ) -> None:
        super().__init__(title)
        self.title, self.text, self.status, self.form, self.row = title, text, status, form, row


class OtherRound(Problem):
    """Raised for a choice that belongs to another round than the one of now: `one`."""

    def __init__(self, one: Round, current: Round) -> None:
        super().__init__(f"De begeleider ging verder met ‘{current.label}’.", _NOT_KEPT)
        self.one = one


_NOT_KEPT = "Wat je net koos, is niet bewaard. Ga terug naar die ronde als het nog meetelt."
GONE = "Dit is er niet meer. Iemand haalde het net weg."
