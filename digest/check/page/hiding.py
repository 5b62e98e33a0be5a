"""The ways to hide an element and all in it, each with the words that a finding says it in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check.page.style import pixels

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SMALLEST = 9.0  # pixels of type below which nobody is meant to read
_OFF = -400.0  # pixels to the left or above that leave nothing in the window
_FAR_RIGHT = 2000.0
_ZOOM = 0.3  # below which type of any common size is too small
_CUTTING = frozenset({"hidden", "clip", "scroll", "auto"})
_NOTHING_LEFT = re.compile(r"inset\(\s*(?:100|[5-9]\d)%|circle\(\s*0|ellipse\(\s*0|polygon\((?:\s*0(?:px|%)?,?)+\)")
_ZERO_SCALE = re.compile(r"scale(?:3d|x|y)?\(\s*0(?:\.0\d*)?\s*[,)]|matrix\(\s*0\s*,|rotate[xy]\(\s*90deg")
_NO_SCALE = re.compile(r"(?:^|\s)(?:0+(?:\.0\d*)?|\.0\d*)%?(?:\s|$)")
_FAR_AWAY = re.compile(
    r"translate(?:3d|x|y)?\(\s*(?:[^,)]*,\s*)?-(?:\d{4,}px|[5-9]\d{2}px|\d{3,}(?:%|vw|vh)|\d{2,}r?em)"
)


def _is(name: str, *values: str) -> Callable[[Mapping[str, str]], bool]:
    return lambda style: style.get(name) in values


def _small(style: Mapping[str, str], *names: str) -> bool:
    """Whether a length is given that leaves no room for a line of text."""
    lengths = (pixels(style[name]) for name in names if name in style)
    return any(length is not None and length < SMALLEST for length in lengths)


def _cut(style: Mapping[str, str]) -> bool:
    return style.get("overflow") in _CUTTING and _small(style, "height", "max-height", "width", "max-width")


def _clipped(style: Mapping[str, str]) -> bool:
    numbers = re.findall(r"-?\d+(?:\.\d+)?", style.get("clip", ""))
    empty = style.get("clip", "").startswith("rect(") and len(set(numbers)) <= 1 and "auto" not in style["clip"]
    return empty or bool(_NOTHING_LEFT.match(style.get("clip-path", "")))


def _off_screen(style: Mapping[str, str]) -> bool:
    placed = style.get("position") in {"absolute", "fixed", "relative"}
    names = ("left", "top", "right", "bottom", "inset", "inset-inline-start") if placed else ()
    values = [style.get(name, "") for name in (*names, "margin-left", "margin-top", "margin-right", "text-indent")]
    lengths = (pixels(length) for value in (*values, style.get("translate", "")) for length in value.split())
    return any(length <= _OFF or length >= _FAR_RIGHT for length in lengths if length is not None) or bool(
        _FAR_AWAY.search(style.get("transform", ""))
    )


# The words, the test, and whether Word, by which Outlook for Windows lays out, knows that way too.
_WAYS: tuple[tuple[str, Callable[[Mapping[str, str]], bool], bool], ...] = (
    ("display: none", _is("display", "none"), True),
    ("mso-hide: all, which only Outlook for Windows knows", _is("mso-hide", "all"), True),
    ("a height or width of nothing, and overflow hidden", _cut, False),
    ("clipping", _clipped, False),
    ("a place outside the window", _off_screen, False),
    ("a scale of nothing", lambda style: bool(_ZERO_SCALE.search(style.get("transform", ""))), False),
    ("a scale of nothing", lambda style: bool(_NO_SCALE.search(style.get("scale", ""))), False),
    ("a scale of nothing", lambda style: _zoomed_out(style.get("zoom", "")), False),
    ("a filter", lambda style: bool(re.search(r"opacity\(\s*0*(?:\.0\d*)?%?\s*\)", style.get("filter", ""))), False),
    ("content-visibility: hidden", _is("content-visibility", "hidden"), False),
    ("letters set over one another", lambda style: _overprinted(style.get("letter-spacing", "")), False),
)

# The properties that the tests ask after; most elements have none of them.
_ASKED = frozenset({"display", "mso-hide", "overflow", "clip", "clip-path", "position", "transform", "zoom", "filter"})
_ASKED |= {"scale", "translate"}
_ASKED |= {"margin-left", "margin-top", "margin-right", "text-indent", "content-visibility", "letter-spacing"}


def way_hidden(style: Mapping[str, str], *, outlook: bool) -> str:
    """What in the declared style hides the element, "" where nothing does. ``outlook`` asks for Outlook for Windows."""
    if _ASKED.isdisjoint(style):
        return ""
    for words, test, known_to_word in _WAYS:
        if (known_to_word if outlook else not words.startswith("mso-")) and test(style):
            return words
    return ""


def _zoomed_out(zoom: str) -> bool:
    try:
        return float(zoom.removesuffix("%")) < (_ZOOM * 100 if zoom.endswith("%") else _ZOOM)
    except ValueError:
        return False


def _overprinted(spacing: str) -> bool:
    length = pixels(spacing) if spacing else None
    return length is not None and length <= -SMALLEST / 2
