from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.text.periods import Period, PeriodError, format_period, parse_period


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2017", date(2017, 1, 1), date(2017, 12, 31)),
        ("2024-05", date(2024, 5, 1), date(2024, 5, 31)),
        ("mei 2024", date(2024, 5, 1), date(2024, 5, 31)),
        ("2017-K1", date(2017, 1, 1), date(2017, 3, 31)),
        ("K4 2023", date(2023, 10, 1), date(2023, 12, 31)),
        ("Q4 2023", date(2023, 10, 1), date(2023, 12, 31)),
        ("2023-Q4", date(2023, 10, 1), date(2023, 12, 31)),
        ("4e kwartaal 2023", date(2023, 10, 1), date(2023, 12, 31)),
        ("1e kwartaal van 2023 t/m 2e kwartaal 2024", date(2023, 1, 1), date(2024, 6, 30)),
        ("2017-2019", date(2017, 1, 1), date(2019, 12, 31)),
        ("2017–2019", date(2017, 1, 1), date(2019, 12, 31)),
        ("2017-K2 tot 2018-K1", date(2017, 4, 1), date(2018, 3, 31)),
        ("05-2024", date(2024, 5, 1), date(2024, 5, 31)),
        ("5/2024", date(2024, 5, 1), date(2024, 5, 31)),
        ("12-05-2024", date(2024, 5, 12), date(2024, 5, 12)),
        ("12 mei 2024", date(2024, 5, 12), date(2024, 5, 12)),
        ("februari 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("nov 2013 tot jan 2014", date(2013, 11, 1), date(2014, 1, 31)),
        ("2013-11/2014-01", date(2013, 11, 1), date(2014, 1, 31)),
        ("2010 - 2020", date(2010, 1, 1), date(2020, 12, 31)),
        ("maart 2019 t/m april 2019", date(2019, 3, 1), date(2019, 4, 30)),
        ("mrt 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("mrt. 2024", date(2024, 3, 1), date(2024, 3, 31)),
        ("sept. 2024", date(2024, 9, 1), date(2024, 9, 30)),
        ("Sept 2024", date(2024, 9, 1), date(2024, 9, 30)),
        ("1 febr. 2024", date(2024, 2, 1), date(2024, 2, 1)),
        ("okt.\u00a02023 - jan. 2024", date(2023, 10, 1), date(2024, 1, 31)),
        ("okt. 2023–jan. 2024", date(2023, 10, 1), date(2024, 1, 31)),
        ("mrt t/m mei 2024", date(2024, 3, 1), date(2024, 5, 31)),
        ("maart-mei 2024", date(2024, 3, 1), date(2024, 5, 31)),
        ("1 t/m 15 mrt. 2024", date(2024, 3, 1), date(2024, 3, 15)),
        ("28 febr. tot 3 mrt 2024", date(2024, 2, 28), date(2024, 3, 3)),
    ],
)
def test_reads_what_an_editor_writes(text: str, start: date, end: date) -> None:
    assert parse_period(text) == Period(start, end)


@pytest.mark.parametrize(
    "text",
    [
        "vorig jaar",
        "mei",
        "2024-13",
        "31-02-2024",
        "2020 tot 2019",
        "1 2 3",
        "0000",
        "ma 2020x",
        "mrt",
        "ma. 2024",
        "2017-20",
        "5e kwartaal 2023",
        "20170-2019",
    ],
)
def test_refuses_the_rest_in_dutch(text: str) -> None:
    with pytest.raises(PeriodError) as refusal:
        parse_period(text)
    assert str(refusal.value)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024-05", "mei 2024"),
        ("2013-11/2014-01", "november 2013 tot en met januari 2014"),
        ("2017", "2017"),
        ("2024-05-12", "12 mei 2024"),
        ("mei 2024", "mei 2024"),
    ],
)
def test_shows_a_period_in_words(text: str, shown: str) -> None:
    assert format_period(text) == shown


@given(st.text(max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        period = parse_period(text)
    except PeriodError:
        return
    assert period.start <= period.end


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_reads_back(day: date) -> None:
    assert parse_period(day.isoformat()) == Period(day, day)
    assert parse_period(format_period(day.isoformat())) == Period(day, day)
