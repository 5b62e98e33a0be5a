"""Media queries: whether one holds for a reader's window and colour scheme.

https://www.w3.org/TR/mediaqueries-5/
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_SCREENS = frozenset({"all", "screen", "handheld"})
_OTHER_MEDIA = frozenset({"print", "speech", "aural", "tty", "tv", "projection", "braille", "embossed"})
_CONDITION = re.compile(r"\(\s*([^()]*(?:\([^()]*\)[^()]*)*)\)")
_LENGTH = re.compile(r"(\d*\.?\d+)\s*(px|em|rem|pt)")
_RANGE = re.compile(r"(?:([\d.]+\w+)\s*(<=?|>=?)\s*)?(?:device-)?width\s*(?:(<=?|>=?|=)\s*([\d.]+\w+))?")
_PIXELS = {"px": 1.0, "em": 16.0, "rem": 16.0, "pt": 4 / 3}
_OPPOSITE = {"landscape", "none", "no-preference", "coarse", "slow", "portrait-primary"}


@dataclass(frozen=True, slots=True)
class Window:
    """What a media query asks after. ``vendor`` answers every question that nothing here knows."""

    width: int
    dark: bool = False
    vendor: bool = False


def breakpoints(query: str) -> frozenset[int]:
    """The widths, in pixels, that a query's lengths name."""
    lengths = (float(number) * _PIXELS[unit] for number, unit in _LENGTH.findall(query))
    return frozenset(round(length) for length in lengths)


@lru_cache(maxsize=4096)
def holds(query_list: str, window: Window) -> bool:
    """Whether any of the queries, divided by commas, holds."""
    return any(_query(query.strip().lower(), window) for query in re.split(r",(?![^()]*\))", query_list))


def is_vendor(query_list: str) -> bool:
    """Whether the answer depends on a feature that differs from program to program."""
    widths = (320, 1280)
    return any(
        holds(query_list, Window(width, dark)) != holds(query_list, Window(width, dark, vendor=True))
        for width in widths
        for dark in (False, True)
    )


def _query(query: str, window: Window) -> bool:
    negated = bool(re.match(r"not\s+[a-z]", query))
    query = re.sub(r"^(?:not|only)\s+(?=[a-z])", "", query)
    conditions = _CONDITION.findall(query)
    kind = re.match(r"[a-z-]+", query)
    answers = [_condition(condition.strip(), window) for condition in conditions]
    if re.search(r"\)\s*or\s*\(", query):
        answers = [any(answers)]
    elif re.match(r"not\s*\(", query):
        answers = [not all(answers)]
    if kind and kind[0] not in {"not", "and"}:
        answers.insert(0, _medium(kind[0], window))
    return all(answers) != negated


def _medium(kind: str, window: Window) -> bool:
    if kind in _SCREENS:
        return True
    return window.vendor and kind not in _OTHER_MEDIA


def _condition(condition: str, window: Window) -> bool:
    name, _, value = (part.strip() for part in condition.partition(":"))
    name = name.replace("device-width", "width")
    if name in {"min-width", "max-width", "width"} and (pixels := _pixels(value)) is not None:
        return {"min-width": window.width >= pixels, "max-width": window.width <= pixels}.get(
            name, window.width == pixels
        )
    if name == "prefers-color-scheme":
        return value == ("dark" if window.dark else "light")
    if (match := _RANGE.fullmatch(condition)) and (match[1] or match[4]):
        return _in_range(match, window.width)
    return window.vendor != (value in _OPPOSITE)


def _in_range(match: re.Match[str], width: int) -> bool:
    compare = {
        "<": lambda a, b: a < b,
        "<=": lambda a, b: a <= b,
        ">": lambda a, b: a > b,
        ">=": lambda a, b: a >= b,
        "=": lambda a, b: a == b,
    }
    low, high = _pixels(match[1] or ""), _pixels(match[4] or "")
    below = low is None or compare[match[2]](low, width)
    return below and (high is None or compare[match[3]](width, high))


def _pixels(text: str) -> float | None:
    if text.strip() == "0":
        return 0.0
    match = _LENGTH.fullmatch(text.strip())
    return float(match[1]) * _PIXELS[match[2]] if match else None
