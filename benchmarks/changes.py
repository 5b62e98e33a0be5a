"""Seeded changes: an article's sentence with one fact altered. Nothing here asks the verifier what a fact is."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_NUMBER = re.compile(r"(?<![\w.,])\d[\d.,]*(?![\w-])")
_UNITS = {
    "million": "billion", "billion": "million", "percent": "dollars", "years": "months", "days": "weeks",
    "hours": "minutes", "months": "years", "weeks": "days", "miles": "meters", "minutes": "hours", "euros": "dollars",
    "dollars": "euros", "meters": "miles", "%": " million",
}  # fmt: skip
_UNIT = re.compile(rf"(?<=\d )({'|'.join(unit for unit in _UNITS if unit.isalpha())})\b|%")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_CALENDAR = re.compile(rf"\b({'|'.join(_DAYS + _MONTHS)})\b")
_NAME = re.compile(r"(?<=[a-z,] )[A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*\b")
_NO_NAMES = frozenset((*_DAYS, *_MONTHS, "May", "The", "This", "That", "And", "But", "For", "You", "Our"))
_VERBS = "do|does|did|is|are|was|were|has|have|had|could|would|should"
_NEGATION = re.compile(rf"\b({_VERBS}) not\b|\b({_VERBS})n['’]t\b|\bcannot\b|\bcan['’]t\b|\bnever ")
_AUXILIARY = re.compile(r"\b(is|are|was|were|will|would|could|should|must|can) (?=[a-z]{4,})")
_QUOTE = re.compile(r"[“\"]([^”\"]{20,})[”\"]")
_WORD = re.compile(r"\b[a-z]{5,}\b")
_OTHER_WORDS = ("purple", "kitchen", "remarkable", "forgotten", "twelvefold", "reluctant", "temporary", "gigantic")
_SPEAKER = re.compile(
    r"\b([A-Z][a-z]{2,}(?: [A-Z][a-z]{2,})*),? (?:said|says|told|wrote|added|explained|warned|claimed)\b"
)


def changed(sentence: str, names: Sequence[str], seed: int) -> dict[str, str]:
    """Return the sentence once for each kind of change that it has a place for."""
    made = {kind: change(sentence, names, random.Random(seed)) for kind, change in _CHANGES.items()}  # noqa: S311
    return {kind: text for kind, text in made.items() if text and text != sentence}


def names_of(sentences: Sequence[str]) -> list[str]:
    """Return the names that stand inside sentences, sorted."""
    found = {match.group() for sentence in sentences for match in _NAME.finditer(sentence)}
    return sorted(name for name in found if name.split()[0] not in _NO_NAMES)


def _digit(sentence: str, _names: Sequence[str], draw: random.Random) -> str | None:
    numbers = list(_NUMBER.finditer(sentence))
    if not numbers:
        return None
    number = draw.choice(numbers)
    at = draw.choice([n for n in range(number.start(), number.end()) if sentence[n].isdigit()])
    digit = draw.choice([digit for digit in "123456789" if digit != sentence[at]])
    return sentence[:at] + digit + sentence[at + 1 :]


def _unit(sentence: str, _names: Sequence[str], _draw: random.Random) -> str | None:
    unit = _UNIT.search(sentence)
    return sentence[: unit.start()] + _UNITS[unit.group()] + sentence[unit.end() :] if unit else None


def _date(sentence: str, _names: Sequence[str], draw: random.Random) -> str | None:
    day = _CALENDAR.search(sentence)
    if not day:
        return None
    others = [other for other in (_DAYS if day.group() in _DAYS else _MONTHS) if other != day.group()]
    return sentence[: day.start()] + draw.choice(others) + sentence[day.end() :]


def _name(sentence: str, names: Sequence[str], draw: random.Random) -> str | None:
    inside = [match for match in _NAME.finditer(sentence) if match.group() in names]
    if not inside:
        return None
    name = draw.choice(inside)
    words = set(sentence.split())
    others = [other for other in names if words.isdisjoint(other.split())]
    return sentence[: name.start()] + draw.choice(others) + sentence[name.end() :] if others else None


def _dropped(sentence: str, _names: Sequence[str], _draw: random.Random) -> str | None:
    found = _NEGATION.search(sentence)
    if not found:
        return None
    kept = {"cannot": "can", "never ": ""}.get(found.group(), found.group(1) or found.group(2) or "can")
    return sentence[: found.start()] + kept + sentence[found.end() :]


def _added(sentence: str, _names: Sequence[str], draw: random.Random) -> str | None:
    places = list(_AUXILIARY.finditer(sentence))
    if not places or re.search(r"\b(?:not|never|no)\b|n['’]t\b", sentence):
        return None
    end = draw.choice(places).end()
    return f"{sentence[:end]}not {sentence[end:]}"


def _quote(sentence: str, _names: Sequence[str], draw: random.Random) -> str | None:
    quotation = _QUOTE.search(sentence)
    words = list(_WORD.finditer(sentence, *quotation.span(1))) if quotation else []
    if not words:
        return None
    word = draw.choice(words)
    return sentence[: word.start()] + draw.choice(_OTHER_WORDS) + sentence[word.end() :]


def _speaker(sentence: str, names: Sequence[str], draw: random.Random) -> str | None:
    speaker = _SPEAKER.search(sentence)
    words = set(sentence.split())
    others = [other for other in names if words.isdisjoint(other.split())]
    if not speaker or not others or speaker.group(1) in _NO_NAMES:
        return None
    return sentence[: speaker.start(1)] + draw.choice(others) + sentence[speaker.end(1) :]


_CHANGES: dict[str, Callable[[str, Sequence[str], random.Random], str | None]] = {
    "digit": _digit,
    "unit": _unit,
    "date": _date,
    "name": _name,
    "negation dropped": _dropped,
    "negation added": _added,
    "quotation reworded": _quote,
    "speaker": _speaker,
}
