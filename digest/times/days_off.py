"""Days on which nothing is sent: dates, and calendars as .ics files (RFC 5545)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_LINE = re.compile(r"(?P<name>[\w-]+)(?P<parameters>(?:;[^:\"]*(?:\"[^\"]*\")?)*):(?P<value>.*)")
_DAY = dt.timedelta(days=1)
_LONGEST = 366  # days of one event; more is no holiday


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A day or several in a row, once or every year."""

    first: dt.date
    days: int = 1
    yearly: bool = False
    every: int = 1  # years
    until: dt.date = dt.date.max
    except_: frozenset[dt.date] = frozenset()

    def holds(self, day: dt.date) -> bool:
        """Whether ``day`` is one of them."""
        return any(begins <= day < begins + self.days * _DAY for begins in self._begins(day))

    def _begins(self, day: dt.date) -> Iterator[dt.date]:
        """When it begins, where that could reach ``day``."""
        years = (day.year - 1, day.year) if self.yearly else (self.first.year,)
        for year in years:
            wanted = year >= self.first.year and (year - self.first.year) % self.every == 0
            begins = _in_year(self.first, year) if wanted else None
            if begins and begins <= self.until and begins not in self.except_:
                yield begins


def days_off_of_calendar(text: str) -> tuple[DayOff, ...]:
    """The days of a calendar's events; times of day and zones are passed over, cancelled events left out.

    Raises:
        ValueError: it is no calendar, or an event repeats in another way than yearly; names the line.
    """
    lines = list(_unfolded(text))
    if not lines or lines[0][1].strip().upper() != "BEGIN:VCALENDAR":
        raise ValueError("is no calendar: it doesn't begin with BEGIN:VCALENDAR")
    found: list[DayOff] = []
    for number, event in _events(lines):
        try:
            found += _days_off(event)
        except ValueError as error:
            raise ValueError(f"has an event on line {number} that can't be read: {error}") from error
    return tuple(found)


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """Each content line with its number; what a white space begins belongs to the line before."""
    number, whole = 1, ""
    for n, line in enumerate(text.splitlines(), 1):
        if line[:1] in {" ", "\t"}:
            whole += line[1:]
            continue
        if whole:
            yield number, whole
        number, whole = n, line
    if whole:
        yield number, whole


def _events(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, dict[str, list[str]]]]:
    """The properties of each event, and the number of its first line. What is nested in an event is left out."""
    event: dict[str, list[str]] | None = None
    first, nested = 0, 0
    for number, line in lines:
        match = _LINE.fullmatch(line)
        name, value = (match["name"].upper(), match["value"].strip()) if match else ("", "")
        if event is None:
            if (name, value.upper()) == ("BEGIN", "VEVENT"):
                event, first = {}, number
        elif name == "BEGIN":
            nested += 1
        elif name == "END" and nested:
            nested -= 1
        elif name == "END":
            yield first, event
            event = None
        elif not nested:
            event.setdefault(name, []).append(value)


def _days_off(event: Mapping[str, list[str]]) -> Iterator[DayOff]:
    if "CANCELLED" in event.get("STATUS", []):
        return
    if "DTSTART" not in event:
        raise ValueError("it has no DTSTART")
    first = _date(event["DTSTART"][0])
    days = _length(first, event)
    for extra in _dates(event.get("RDATE", [])):
        yield DayOff(first=extra, days=days)
    rules = [_rule(rule) for rule in event.get("RRULE", [])] or [{}]
    for rule in rules:
        yield _repeated(first, days, rule, frozenset(_dates(event.get("EXDATE", []))))


def _repeated(first: dt.date, days: int, rule: Mapping[str, str], except_: frozenset[dt.date]) -> DayOff:
    every = int(rule.get("INTERVAL", "1"))
    until = _date(rule["UNTIL"]) if "UNTIL" in rule else dt.date.max
    if "COUNT" in rule:
        until = dt.date(min(first.year + every * (int(rule["COUNT"]) - 1), dt.MAXYEAR), 12, 31)
    return DayOff(first=first, days=days, yearly=bool(rule), every=every, until=until, except_=except_)


def _rule(text: str) -> dict[str, str]:
    rule = {key.upper(): value for key, _, value in (part.partition("=") for part in text.split(";"))}
    strange = rule.keys() - {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST"}
    if rule.get("FREQ", "").upper() != "YEARLY" or strange or int(rule.get("INTERVAL", "1")) < 1:
        raise ValueError(f"RRULE:{text} is not once a year on the same date; list its days one by one")
    return rule


def _length(first: dt.date, event: Mapping[str, list[str]]) -> int:
    """Days that an event lasts: the end is the day after where it is a date, and belongs to it where it is a time."""
    if "DTEND" in event:
        end = event["DTEND"][0]
        days = (_date(end) - first).days + (0 if "T" not in end or end[9:15] == "000000" else 1)
    elif match := re.fullmatch(r"P(?:(?P<weeks>\d+)W|(?P<days>\d+)D)(?:T.*)?", event.get("DURATION", [""])[0]):
        days = int(match["weeks"] or 0) * 7 + int(match["days"] or 0)
    else:
        days = 1
    if not 0 <= days <= _LONGEST:
        raise ValueError(f"it lasts {days} days")
    return max(1, days)


def _dates(values: Sequence[str]) -> Iterator[dt.date]:
    return (_date(one) for value in values for one in value.split(","))


def _date(text: str) -> dt.date:
    """The day that a DATE or DATE-TIME names, as written."""
    if not re.match(r"\d{8}(?:T|$)", text):
        raise ValueError(f"“{text}” is no date")
    return dt.datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 - a day on the wall


def _in_year(day: dt.date, year: int) -> dt.date | None:
    """The same date in another year; None for 29 February where there is none."""
    try:
        return day.replace(year=year)
    except ValueError:
        return None
