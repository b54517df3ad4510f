"""Who said that colleagues may ask questions is offered as the contact of the page, as long as that consent lasts.

Whoever passes questions on listens to `core.signals.contacts`.
"""

from __future__ import annotations

from contributions.base.models import Contribution, Purpose, State
from core.signals.contacts import contact_offered, contact_withdrawn


def offer(row: Contribution) -> None:
    """Of a contribution that is placed, when its sender said yes; also when that yes was given again."""
    person = row.person
    if row.status != State.PLACED or row.page_id is None or person is None:
        return
    if person.consents.filter(purpose=Purpose.QUESTIONS).exists():
        contact_offered.send(type(row), page_id=row.page_id, email=person.email)


def withdraw(row: Contribution) -> None:
    if row.page_id is not None and row.person is not None:
        contact_withdrawn.send(type(row), page_id=row.page_id, email=row.person.email)
