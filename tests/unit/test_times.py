"""Recurring times against an independent reckoning: walking through three years a quarter of an hour at a time."""

from __future__ import annotations

import datetime as dt
from functools import cache
from itertools import islice, takewhile
from typing import TYPE_CHECKING

import pytest

from digest.times import Recurrence, days_off_of_calendar, zone_of

if TYPE_CHECKING:
    from collections.abc import Mapping

ZONES = [
    "Australia/Lord_Howe",  # by half an hour
    "America/St_Johns",
    "Africa/Cairo",  # at midnight
    "Africa/Casablanca",  # around Ramadan
    "Antarctica/Troll",  # by two hours
    "Pacific/Chatham",  # at 02:45
    "America/Nuuk",  # in the evening before
    "America/Santiago",  # at midnight
    "Asia/Beirut",
    "Asia/Kathmandu",  # never
    "Europe/Berlin",
    "America/New_York",
]
START, END = dt.datetime(2024, 1, 1, tzinfo=dt.UTC), dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
STEP = dt.timedelta(minutes=15)


@cache
def shown(zone: str) -> Mapping[dt.datetime, dt.datetime]:
    """Wall time -> when the clocks of a zone first show it, walking through the years."""
    first: dict[dt.datetime, dt.datetime] = {}
    clock, at = zone_of(zone), START
    while at < END:
        first.setdefault(at.astimezone(clock).replace(tzinfo=None), at)
        at += STEP
    return first


def fired(text: str, zone: str, start: dt.datetime = START, end: dt.datetime = END) -> list[dt.datetime]:
    """All instants of a rule from ``start``, it included, to ``end``."""
    after = Recurrence.parse(text).after(start - dt.timedelta(seconds=1), zone_of(zone))
    return list(takewhile(lambda at: at < end, after))


def expected(time: dt.time, zone: str) -> list[dt.datetime]:
    """One instant for each day: as first shown, or as long after what was shown last as it should have been."""
    walls = shown(zone)
    first, last = min(walls), max(walls)
    days = [first.date() + dt.timedelta(days=n) for n in range(1, (last - first).days)]
    found = []
    for wall in (dt.datetime.combine(day, time) for day in days):
        before = wall
        while before not in walls:
            before -= STEP
        found.append(walls[before] + (wall - before))
    return found


def changed_times(zone: str) -> set[dt.time]:
    """Times of day that the clocks of a zone jump over somewhere in these years."""
    walls = shown(zone)
    first, last = min(walls), max(walls)
    every = (first + n * STEP for n in range(int((last - first) / STEP)))
    return {wall.time() for wall in every if wall not in walls}


@pytest.mark.parametrize("zone", ZONES)
def test_a_time_of_day_fires_once_a_day_whatever_the_clocks_do(zone: str) -> None:
    """None is missed and none comes twice, on the days of a change too."""
    times = changed_times(zone) | {dt.time(h, m) for h, m in ((0, 0), (1, 30), (2, 15), (7, 30), (23, 45))}
    for time in times:
        want = expected(time, zone)
        got = fired(f"daily {time:%H:%M}", zone, want[0], want[-1] + STEP)
        assert got == want, time


@pytest.mark.parametrize("zone", ZONES[:2])
def test_what_comes_each_quarter_of_an_hour_fires_once_for_each_time_shown(zone: str) -> None:
    """Times that are shown again don't fire again; times that are jumped over fall together with others."""
    begin, end = START + dt.timedelta(days=2), END - dt.timedelta(days=2)
    want = [at for at in shown(zone).values() if begin <= at < end]
    assert fired("*/15 * * * *", zone, begin, end) == want


def test_a_day_that_a_zone_left_out_fires_when_the_next_begins() -> None:
    """Samoa had no 30 December 2011: its half past seven falls together with the next day's."""
    samoa = zone_of("Pacific/Apia")
    start = dt.datetime(2011, 12, 28, 20, tzinfo=dt.UTC)
    walls = [at.astimezone(samoa) for at in islice(Recurrence.parse("daily 07:30").after(start, samoa), 3)]
    assert [f"{wall:%d %H:%M}" for wall in walls] == ["29 07:30", "31 07:30", "01 07:30"]


@pytest.mark.parametrize(
    ("words", "cron"),
    [
        ("weekdays 07:30", ("30 7 * * 1-5",)),
        ("mondays 08:00", ("0 8 * * 1",)),
        ("every Monday at 8:00", ("0 8 * * 1",)),
        ("daily 06:15", ("15 6 * * *",)),
        ("every day at 07:30 and 18:00", ("30 7 * * *", "0 18 * * *")),
        ("07:30", ("30 7 * * *",)),
        ("mon, wed and fri 7 am", ("0 7 * * 1,3,5",)),
        ("monday to friday 12 pm", ("0 12 * * 1,2,3,4,5",)),
        ("friday-monday 12am", ("0 0 * * 5,6,0,1",)),
        ("first monday 09:00", ("0 9 * * 1#1",)),
        ("the last Friday of the month, 17.00", ("0 17 * * 5L",)),
        ("1st of the month 07:00", ("0 7 1 * *",)),
        ("last day of every month 07:00", ("0 7 L * *",)),
        ("30 7 * * 1-5", ("30 7 * * 1-5",)),
        ("*/20 8-18 * * MON-FRI", ("*/20 8-18 * * MON-FRI",)),
    ],
)
def test_plain_words_are_cron(words: str, cron: tuple[str, ...]) -> None:
    """Words that people use, and what they stand for."""
    assert Recurrence.parse(words).expressions == cron


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("weekdays", "no time of day"),
        ("weekdays 7", "time 7"),
        ("weekdays 25:00", "no clock shows"),
        ("weekdays 13 pm", "no clock shows"),
        ("someday 07:30", "“someday”"),
        ("first weekdays 07:30", "“first weekdays”"),
        ("every second monday 07:30", "weeks can't be left out"),
        ("32nd of the month 07:30", "no month has that"),
        ("0 7 * *", "five fields"),
        ("0 0 7 * * *", "five fields"),
        ("0 25 * * *", "bad hour"),
        ("0 7 30 2 *", "bad day-of-month"),
        ("0 7 31 * 1#9", "bad day-of-week"),
    ],
)
def test_what_says_no_time_is_refused_with_its_fault(words: str, said: str) -> None:
    """The message quotes what is wrong."""
    with pytest.raises(ValueError, match=said):
        Recurrence.parse(words)


def calendar(*events: str) -> str:
    """An .ics file with these events."""
    inner = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{inner}END:VCALENDAR\r\n"


def off(text: str, *days: str) -> list[bool]:
    """Whether a calendar has each of these days."""
    found = days_off_of_calendar(text)
    return [any(one.holds(dt.date.fromisoformat(day)) for one in found) for day in days]


def test_a_calendars_events_are_days_off() -> None:
    """The end of an event of whole days is not one of them; folded lines and alarms are read past."""
    text = calendar(
        "SUMMARY:A long\r\n  name\r\nDTSTART;VALUE=DATE:20261225\r\nDTEND;VALUE=DATE:20261227",
        "BEGIN:VALARM\r\nDTSTART:20260101\r\nEND:VALARM\r\nDTSTART;TZID=Europe/Berlin:20261231T180000",
        "DTSTART;VALUE=DATE:20270106\r\nSTATUS:CANCELLED",
        "DTSTART;VALUE=DATE:20270201\r\nDURATION:P2D",
    )
    days = ["2026-12-24", "2026-12-25", "2026-12-26", "2026-12-27", "2026-12-31", "2027-01-06", "2027-02-02"]
    assert off(text, *days) == [False, True, True, False, True, False, True]


def test_a_holiday_of_every_year_comes_every_year_until_it_ends() -> None:
    """Over the turn of a year too, less its exceptions."""
    text = calendar(
        "DTSTART;VALUE=DATE:20201231\r\nDTEND;VALUE=DATE:20210102\r\nRRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20271231",
        "DTSTART;VALUE=DATE:20200501\r\nRRULE:FREQ=YEARLY;COUNT=3",
        "DTSTART;VALUE=DATE:20200601\r\nRRULE:FREQ=YEARLY;INTERVAL=2;UNTIL=20260101",
    )
    days = ["2027-01-01", "2028-01-01", "2019-12-31", "2022-05-01", "2023-05-01", "2024-06-01", "2025-06-01"]
    assert off(text, *days) == [True, False, False, True, False, True, False]
    assert off(text, "2026-06-01") == [False]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello", "no calendar"),
        (calendar("SUMMARY:no day"), "line 3.*no DTSTART"),
        (calendar("DTSTART:20261225", "DTSTART:20260101\r\nRRULE:FREQ=WEEKLY"), "line 6.*FREQ=WEEKLY"),
        (calendar("DTSTART:tomorrow"), "“tomorrow” is no date"),
        (calendar("DTSTART:20261345"), "line 3"),
        (calendar("DTSTART:20260101\r\nDTEND:20290101"), "lasts 1097 days|lasts 1096 days"),
    ],
)
def test_a_calendar_that_is_not_understood_is_refused(text: str, said: str) -> None:
    """Rather than that something goes out on a holiday."""
    with pytest.raises(ValueError, match=said):
        days_off_of_calendar(text)
