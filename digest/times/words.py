"""How often in plain words ("weekdays 07:30 and 18:00", "first monday 09:00") -> cron expressions."""

from __future__ import annotations

import re

_DAYS = ("sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday")  # cron's numbers 0 to 6
_DAY_NAMES = {form: str(n) for n, day in enumerate(_DAYS) for form in (day, f"{day}s", day[:3])} | {
    "weekday": "1-5",
    "weekdays": "1-5",
    "weekend": "6,0",
    "weekends": "6,0",
    "tues": "2",
    "thur": "4",
    "thurs": "4",
}
_EVERY_DAY = {"daily", "every day", "everyday", "day", ""}
_ORDINALS = {"first": "#1", "second": "#2", "third": "#3", "fourth": "#4", "last": "L"}

_TIME = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))?\s*(?P<half>am|pm)?")
_TIMES = re.compile(rf"(?:^|\s)(?:at\s+)?(?P<times>{_TIME.pattern}(?:\s*(?:,|and)\s*[\d:.]+\s*(?:am|pm)?)*)$")
_SPAN = re.compile(r"(?P<first>\w+)\s*(?:-|–|to|through|until)\s*(?P<last>\w+)")
_FORTNIGHTLY = re.compile(r"(?:every|each)\s+(?:second|third|fourth|other|two|three)\b")
_SEPARATORS = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_MONTHLY = re.compile(r"(?P<day>\d{1,2}|first|last)(?:st|nd|rd|th)?(?:\s+day)?\s+(?:of\s+)?(?:the|every|each)\s+month")
_EXAMPLES = '"weekdays 07:30", "mondays and thursdays 08:00", "first monday 09:00" or "30 7 * * 1-5"'
_NOON = 12
_LAST_HOUR, _LAST_MINUTE, _LAST_DAY = 23, 59, 31


def cron_of(text: str) -> tuple[str, ...]:
    """The cron expressions that plain words stand for: one for each time of day.

    Days: daily, weekdays, weekends, mondays, "mon, wed and fri", "monday to friday", "first monday", "last friday",
    "1st of the month", "last day of the month". Then one time of day or several: 07:30, 7.30, 7 am.

    Raises:
        ValueError: nobody could say what is meant; the message is the end of a sentence.
    """
    words = " ".join(text.lower().split())
    found = _TIMES.search(words)
    if not found:
        raise ValueError(f"says no time of day; write it like {_EXAMPLES}")
    days = _days(words[: found.start()].strip(" ,"))
    return tuple(f"{minute} {hour} {days}" for hour, minute in map(_time, _SEPARATORS.split(found["times"])))


def _time(text: str) -> tuple[int, int]:
    """Hour and minute."""
    match = _TIME.fullmatch(text.strip())
    if not match or not (match["minute"] or match["half"]):
        raise ValueError(f"has the time {text}; write it like 07:30")
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        if not 1 <= hour <= _NOON:
            raise ValueError(f"has the time {text}, which no clock shows")
        hour = hour % _NOON + (_NOON if match["half"] == "pm" else 0)
    if hour > _LAST_HOUR or minute > _LAST_MINUTE:
        raise ValueError(f"has the time {text}, which no clock shows")
    return hour, minute


def _days(words: str) -> str:
    """The last three fields of a cron expression."""
    words = words.removeprefix("on ")
    if _FORTNIGHTLY.match(words):
        raise ValueError(f"has the words “{words}”: weeks can't be left out; “second monday” is the second of a month")
    words = re.sub(r"^(?:every|each)\s+", "", words).removeprefix("the ")
    if words in _EVERY_DAY:
        return "* * *"
    if match := _MONTHLY.fullmatch(words):
        return f"{_day_of_month(match['day'])} * *"
    parts = _SEPARATORS.split(words)
    return f"* * {','.join(map(_day_of_week, parts))}"


def _day_of_month(day: str) -> str:
    named = {"first": "1", "last": "L"}.get(day)
    if named is None and not 1 <= int(day) <= _LAST_DAY:
        raise ValueError(f"has day {day} of the month, and no month has that")
    return named or str(int(day))


def _day_of_week(words: str) -> str:
    """One day, or one of a month: "monday", "first monday", "last friday of the month"."""
    words = re.sub(r"\s+(?:of|in)\s+(?:the|every|each)\s+month$", "", words.strip())
    if match := _SPAN.fullmatch(words):
        return _days_between(_day_number(match["first"], words), _day_number(match["last"], words))
    ordinal, _, day = words.rpartition(" ")
    if not ordinal:
        return _DAY_NAMES.get(day) or _day_number(day, words)
    if ordinal not in _ORDINALS:
        raise _not_understood(words)
    return _day_number(day, words) + _ORDINALS[ordinal]


def _day_number(day: str, words: str) -> str:
    number = _DAY_NAMES.get(day, "")
    if not number.isdigit():
        raise _not_understood(words)
    return number


def _days_between(first: str, last: str) -> str:
    """All days from one to another, over the end of the week where that lies between."""
    number = (int(last) - int(first)) % 7 + 1
    return ",".join(str((int(first) + n) % 7) for n in range(number))


def _not_understood(words: str) -> ValueError:
    return ValueError(f"has the words “{words}”; write it like {_EXAMPLES}")
