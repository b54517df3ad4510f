"""Two people at the same moment, each on a connection of his own: exactly one wins, and nothing is lost."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError, connections
from django.http import QueryDict

from tests.workshop.session_site import card, joined, make_session
from workshop.plan import acts as plan_acts
from workshop.session import acts, choices, making
from workshop.session.models import Choice, Workshop
from workshop.session.problems import Problem
from workshop.session.rounds import Round

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts_of_people: Callable[[], object]) -> list[object]:
    """What each came to: its answer, or the problem it was told."""
    found: list[object] = []
    together = threading.Barrier(len(acts_of_people))

    def do(act: Callable[[], object]) -> None:
        together.wait()
        while True:
            try:
                found.append(act())
            except Problem as problem:
                found.append(problem)
            except OperationalError:
                continue  # the database in memory of the tests does not wait for a lock, as one in a file does
            break
        connections.close_all()

    threads = [threading.Thread(target=do, args=(act,)) for act in acts_of_people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def typed(**fields: object) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in fields.items()})
    return data


def problems(found: list[object]) -> int:
    return sum(isinstance(one, Problem) for one in found)


def test_one_of_two_who_move_a_card_is_told() -> None:
    workshop, _ = make_session(round=Round.BOARD)
    moved = card(workshop)
    moves = [typed(kaart=moved.pk, versie=1, moeite=effort, effect=2) for effort in (1, 2, 3)]
    found = at_once(*(lambda move=move: acts.place(workshop, move) for move in moves))  # type: ignore[misc]
    moved.refresh_from_db()
    assert (problems(found), len(found), moved.version) == (2, 3, 2)
    workshop.refresh_from_db()
    assert workshop.version == 2


def test_one_of_two_who_edit_an_action_is_told_and_two_who_add_the_same_make_one() -> None:
    workshop, _ = make_session(round=Round.ACTIONS)
    new = typed(what="Brief herschrijven")
    at_once(*[lambda: plan_acts.save(workshop, new)] * 3)
    action = workshop.actions.get()
    edits = [typed(actie=action.pk, versie=1, what=f"Tekst {one}") for one in "abc"]
    found = at_once(*(lambda edit=edit: plan_acts.save(workshop, edit) for edit in edits))  # type: ignore[misc]
    action.refresh_from_db()
    assert (problems(found), len(found), action.version) == (2, 3, 2)


def test_nobody_picks_a_fourth_in_two_windows_and_joining_together_gives_each_a_number() -> None:
    workshop, _ = make_session(cards=6, round=Round.PICK)
    paths = at_once(*[lambda: making.join(workshop, "")] * 5)
    assert len(set(map(str, paths))) == 5
    assert list(workshop.participants.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    person, _ = joined(workshop)
    cards = list(workshop.cards.all())
    at_once(*(lambda one=one: choices.pick(person, one, True) for one in cards))  # type: ignore[misc]
    assert Choice.objects.filter(participant=person, is_pick=True).count() == 3
    assert Workshop.objects.get().version > 1
