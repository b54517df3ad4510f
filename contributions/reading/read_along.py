"""‘12 mensen lazen mee’: the line that a published page shows of its finished rounds."""

from __future__ import annotations

from collections import defaultdict

from wagtail.models import Page

from contributions.reading.models import ReviewRound, RoundReader
from core.http.cache.kept import by_stamp


def line(page: Page) -> str:
    """How many read along, and who of them may be named; empty for a page without a finished round, or whose draft was
    not published since. At most two queries per public state, for all pages together."""
    rounds = [
        one for one in _finished().get(page.pk, ()) if page.last_published_at and one[0] <= page.last_published_at
    ]
    count = sum(one[1] for one in rounds)
    if not count:
        return ""
    names = sorted({name for one in rounds for name in one[2]})
    people = "1 meelezer las" if count == 1 else f"{count} meelezers lazen"
    return f"{people} het concept van deze pagina mee{_with(names, count)}".removesuffix(".") + "."


def _with(names: list[str], count: int) -> str:
    if not names:
        return ""
    listed = names[0] if len(names) == 1 else f"{', '.join(names[:-1])} en {names[-1]}"
    return f": {listed}" if len(names) == count else f", onder wie {listed}"


@by_stamp
def _finished() -> dict[int, list[tuple[object, int, list[str]]]]:
    """By page: when a round was opened, how many read along, and the names that may be shown."""
    names: dict[int, list[str]] = defaultdict(list)
    by_page: dict[int, list[tuple[object, int, list[str]]]] = defaultdict(list)
    rounds = list(ReviewRound.objects.filter(read_along__gt=0).values_list("pk", "page_id", "opened_at", "read_along"))
    if rounds:
        shown = RoundReader.objects.filter(round__read_along__gt=0, may_be_named=True, joined_at__isnull=False)
        for pk, name in shown.exclude(name="").values_list("round_id", "name"):
            names[pk].append(name)
    for pk, page_id, opened_at, count in rounds:
        by_page[page_id].append((opened_at, count or 0, names[pk]))
    return dict(by_page)
