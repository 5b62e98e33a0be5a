"""Rows into people, or the reason why not.

Values are kept as they are, whatever markup or tokens stand in them: each place they go to escapes them for itself.
Only control characters and line breaks become spaces, since a name is one line.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import zoneinfo
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from digest.lists.addresses import LONGEST, is_plain, normalise
from digest.lists.formats import LEFT, MAILED, TRUTH, plain_name
from digest.subscriber import MAX_VALUE
from digest.times import rfc3339
from digest.wording import short

if TYPE_CHECKING:
    from digest.lists.columns import Layout
    from digest.lists.formats import Standing
    from digest.subscriber import SuppressionReason

Person = tuple[str | int | None, ...]  # the values of ``columns``, then of ``attributes``
_PLAIN_FIELDS = ("name", "language", "timezone")
_BREAKS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_TIME = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::(\d\d))?(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?(?: [A-Z]{3,4})?"
)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


class Refused(ValueError):  # noqa: N818  what happens to a row is no fault of the program
    """Why a row is no person."""


class Reader:
    """Makes people of the rows of one file. ``columns`` and ``attributes`` say what a person's values are."""

    def __init__(self, layout: Layout, leaving: SuppressionReason | None = None) -> None:
        """``leaving`` is why everybody in the file must not be mailed, whatever else it says."""
        self._layout = layout
        self._leaving = leaving
        self._everybody = LEFT[leaving] if leaving else layout.everybody
        names = [name for name in _PLAIN_FIELDS if name in layout.fields]
        self.is_plain = layout.is_plain and leaving is None
        if self.is_plain:
            self._texts = [layout.fields[name][0] for name in names] + [index for _, index in layout.attributes]
            self._tidied = [(at, _TIDY[name]) for at, name in enumerate(names) if name in _TIDY]
            self.columns = ("key", "line", "spelling", *names)
            self.attributes = tuple(name for name, _ in layout.attributes)
            self.read = self._read_plain
        else:
            if "name" not in names and {"first name", "last name"} & set(layout.fields):
                names = ["name", *names]
            self._names = names
            self.columns = ("key", "line", "spelling", *names, *_CONSENT, "attributes")
            self.attributes = ()
            self.read = self._read_any

    @property
    def standing(self) -> str:
        """What the file as a whole makes its people, in the word by which a column would say it."""
        unconfirmed = "" if self._everybody.confirmed else "unconfirmed"
        return self._everybody.leaving or unconfirmed

    def _read_plain(self, line: int, cells: list[str]) -> Person:
        cell = cells[self._layout.address]
        key = cell.lower()
        if not (is_plain(key) and len(key) <= LONGEST and cell.isascii()):
            key, cell = _address(cell)
        texts = [cells[index].strip() for index in self._texts]
        together = "".join(texts)
        if len(together) > MAX_VALUE or not together.isprintable():
            texts = [_text(text) for text in texts]
        for at, tidy in self._tidied:
            texts[at] = tidy(texts[at])
        return (key, line, None if cell == key else cell, *texts)

    def _read_any(self, line: int, cells: list[str]) -> Person:
        key, address = _address(cells[self._layout.address])
        values = {name: self._field(name, cells) for name in self._layout.fields}
        values.setdefault("name", " ".join(filter(None, (values.get("first name"), values.get("last name")))))
        standing = self._standing(values, cells)
        return (
            key,
            line,
            None if address == key else address,
            *(_TIDY.get(name, str)(values[name]) for name in self._names),
            int(standing.confirmed),
            _time(values.get("consent_at", "")),
            values.get("consent_source", ""),
            values.get("consent_address", ""),
            standing.leaving,
            int(standing.here),
            json.dumps(self._attributes_of(cells), ensure_ascii=False, separators=(",", ":")),
        )

    def _field(self, name: str, cells: list[str]) -> str:
        return next((text for index in self._layout.fields[name] if (text := _text(cells[index]))), "")

    def _standing(self, values: dict[str, str], cells: list[str]) -> Standing:
        standing = self._everybody
        for index, rule in self._layout.rules:
            word = plain_name(_text(cells[index]))
            if rule.filled:
                found = rule.filled if word else None
            elif (found := rule.words.get(word)) is None:
                raise Refused(f"has a {rule.column} that is not known: {word}")
            if found and found != MAILED and not self._leaving:
                standing = found
        return standing if self._agreed(values) else dataclasses.replace(standing, confirmed=False)

    def _agreed(self, values: dict[str, str]) -> bool:
        """What columns of consent say; a time alone says nothing in an export that has columns of its own for it."""
        if "confirmed" in values:
            truth = TRUTH.get(values["confirmed"].casefold())
            if truth is None:
                raise Refused(f"says neither yes nor no as confirmed: {values['confirmed']}")
            return truth
        return bool(self._layout.format.name) or bool(values.get("consent_at", "all"))

    def _attributes_of(self, cells: list[str]) -> dict[str, str | None]:
        found = {name: _text(cells[index]) or None for name, index in self._layout.attributes}
        packed = "" if self._layout.packed is None else cells[self._layout.packed].strip()
        if packed:
            found |= _unpacked(packed)
        return found


def _address(cell: str) -> tuple[str, str]:
    try:
        return normalise(cell)
    except ValueError as error:
        raise Refused(str(error)) from error


def _text(cell: str) -> str:
    text = _BREAKS.sub(" ", cell).strip()
    if len(text) > MAX_VALUE:
        raise Refused(f"has a value of {len(text):,} characters, and {MAX_VALUE:,} are the most: {short(text, 30)}")
    return text


def _unpacked(packed: str) -> dict[str, str | None]:
    try:
        values = json.loads(packed)
    except ValueError:
        values = None
    if not isinstance(values, dict):
        raise Refused(f"has attributes that are no JSON object: {short(packed, 30)}")
    return {
        _text(name): _text(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)) or None
        for name, value in values.items()
        if value is not None
    }


@lru_cache(maxsize=1024)
def _time(text: str) -> str | None:
    """A time as RFC 3339 in UTC; one without a zone is UTC already. None where it is none."""
    match = _TIME.fullmatch(text.strip())
    if not match:
        return None
    day, clock, seconds, zone = match.groups()
    offset = "+00:00" if zone in {None, "Z", "UTC", "GMT"} else zone
    try:
        at = dt.datetime.fromisoformat(f"{day}T{clock or '00:00'}:{seconds or '00'}{offset}")
    except ValueError:
        return None
    return rfc3339(at)


@lru_cache(maxsize=1024)
def _language(text: str) -> str:
    """A language tag, "" where the text is none."""
    text = text.strip()
    return text.replace("_", "-") if _LANGUAGE.fullmatch(text) else ""


@lru_cache(maxsize=1024)
def _timezone(text: str) -> str:
    """The zone of that name, in whatever case it is written; "" where there is none."""
    text = text.strip()
    try:
        return zoneinfo.ZoneInfo(text).key if text else ""
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return _zones().get(text.casefold(), "")


@cache
def _zones() -> dict[str, str]:
    return {name.casefold(): name for name in zoneinfo.available_timezones()}


_TIDY = {"language": _language, "timezone": _timezone}
_CONSENT = ("confirmed", "consent_at", "consent_source", "consent_address", "leaving", "here")
