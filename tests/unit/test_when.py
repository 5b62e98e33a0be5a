"""WHEN, as editors write it."""

from __future__ import annotations

import datetime as dt

import pytest

from digest.deliver.when import WallTime, parse_moment, parse_when
from digest.errors import UsageError
from digest.times import zone_of

NOW = dt.datetime(2026, 11, 24, 21, 7, tzinfo=dt.UTC)  # a Tuesday; 22:07 in Berlin
BERLIN = zone_of("Europe/Berlin")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("tomorrow 07:30 Europe/London", "2026-11-25T07:30"),
        ("tomorrow at 07:30", "2026-11-25T06:30"),
        ("tomorrow 07:30 Asia/Tokyo", "2026-11-25T22:30"),  # where it is tomorrow already
        ("7:30", "2026-11-25T06:30"),
        ("22:30", "2026-11-24T21:30"),
        ("22:00 America/St_Johns", "2026-11-25T01:30"),
        ("today 23:00", "2026-11-24T22:00"),
        ("monday 07:30", "2026-11-30T06:30"),
        ("next Tuesday 07:30", "2026-12-01T06:30"),
        ("2026-12-01T07:30:00Z", "2026-12-01T07:30"),
        ("2026-12-01T07:30:00.25Z", "2026-12-01T07:30"),
        ("2026-12-01t07:30:00-03:30", "2026-12-01T11:00"),
        ("2026-12-01 07:30+01:00", "2026-12-01T06:30"),
        ("2026-12-01 07:30", "2026-12-01T06:30"),
        ("2027-03-28 02:30", "2027-03-28T01:30"),  # that clocks jump over: 03:30
        ("2027-10-31 02:30", "2027-10-31T00:30"),  # that clocks show twice: the first
        ("2027-10-31 02:30+01:00", "2027-10-31T01:30"),
    ],
)
def test_what_is_written_means_an_instant(text: str, at: str) -> None:
    """In the zone that it names, or the publication's."""
    assert parse_when(text, now=NOW, zone=BERLIN) == dt.datetime.fromisoformat(at).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("soon", "is no time"),
        ("tomorrow", "is no time"),
        ("2026-12-01", "is no time"),
        ("07:30 Mars/Base", "Mars/Base is no time zone"),
        ("25:00", "no clock shows"),
        ("2026-02-30 07:30", "no calendar has"),
        ("07:30+01:00", "no date"),
        ("today 07:30", "has passed"),
        ("2026-11-24T21:07:00Z", "has passed"),
    ],
)
def test_what_means_no_time_to_come_is_refused(text: str, said: str) -> None:
    """Each fault in its own words."""
    with pytest.raises(UsageError, match=said):
        parse_when(text, now=NOW, zone=BERLIN)


def test_a_local_time_is_another_instant_in_each_zone() -> None:
    """Without a day it is the next time that the clocks of each show it."""
    wall = parse_when("07:30 local", now=NOW, zone=BERLIN)
    assert isinstance(wall, WallTime)
    zones = ("Europe/Berlin", "Asia/Tokyo", "America/Los_Angeles")
    due = [f"{wall.due(zone_of(zone), after=NOW):%d %H:%M}" for zone in zones]
    assert due == ["25 06:30", "24 22:30", "25 15:30"]
    dated = parse_when("2026-12-01 07:30 local", now=NOW, zone=BERLIN)
    assert isinstance(dated, WallTime)
    assert f"{dated.due(zone_of('Asia/Tokyo'), after=NOW):%d %H:%M}" == "30 22:30"
    assert [WallTime.parse(str(one)) for one in (wall, dated)] == [wall, dated]


def test_a_calendar_may_be_looked_at_from_a_day_alone_or_in_the_past() -> None:
    """For looking, not for sending."""
    assert f"{parse_moment('2027-03-01', now=NOW, zone=BERLIN):%Y-%m-%d %H:%M}" == "2027-02-28 23:00"
    assert f"{parse_moment('2020-03-01 07:30 UTC', now=NOW, zone=BERLIN):%Y-%m-%d %H:%M}" == "2020-03-01 07:30"
    with pytest.raises(UsageError, match="each zone"):
        parse_moment("07:30 local", now=NOW, zone=BERLIN)
