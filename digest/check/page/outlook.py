"""Conditional comments, by which a message speaks to Outlook for Windows alone, or to everybody else.

https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/compatibility/ms537512(v=vs.85)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest

VERSIONS = (12, 14, 15, 16)  # of Outlook for Windows, 2007 to today, all of which lay out by Word
_OPENING = r"<!(?P<hides>--\s*)?\[if\s+(?P<condition>[^\]]*)\]\s*>"
_CLOSING = r"(?:<!--\s*)?<!\[endif\]\s*(?:-->|>)"
_MARK = re.compile(f"{_OPENING}|{_CLOSING}", re.IGNORECASE)
_REVEALING = re.compile(r"\s*<!\s*-{2,4}\s*>|\s*-->")  # what follows an opening whose content all programs shall see
_TERM = re.compile(r"(lt|lte|gt|gte)?\s*(true|false|mso|ie|vml)\s*([\d.]+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Conditional:
    """One conditional comment: its condition, and its content's and its own offsets in the HTML."""

    condition: str
    start: int
    inside: int
    inside_end: int
    end: int
    revealed: bool  # other programs see the content


def conditionals(html: str) -> tuple[Conditional, ...]:
    """The closed conditional comments of the HTML, in order; an inner one is part of the outer one's content."""
    found = []
    opening: re.Match[str] | None = None
    for mark in _MARK.finditer(html):
        if mark["condition"] is not None:
            opening = opening or mark
        elif opening:
            revealing = _REVEALING.match(html, opening.end())
            found.append(
                Conditional(
                    condition=opening["condition"].strip(),
                    start=opening.start(),
                    inside=revealing.end() if revealing else opening.end(),
                    inside_end=mark.start(),
                    end=mark.end(),
                    revealed=bool(revealing) or opening["hides"] is None,
                )
            )
            opening = None
    return tuple(found)


def unclosed(html: str) -> tuple[int, ...]:
    """Offsets of conditional comments that nothing closes, or that their own content closes too early."""
    faults = []
    marks = list(_MARK.finditer(html))
    for mark, following in zip_longest(marks, marks[1:]):
        if mark["condition"] is None:
            continue
        closed = following is not None and following["condition"] is None
        hides = mark["hides"] is not None and not _REVEALING.match(html, mark.end())
        if not closed or (hides and "-->" in html[mark.end() : following.start()]):
            faults.append(mark.start())
    return tuple(faults)


def for_outlook(html: str, version: int) -> str:
    """The HTML as that version of Outlook for Windows reads it: its own comments opened, the others' content gone."""
    pieces = []
    position = 0
    for conditional in conditionals(html):
        pieces.append(html[position : conditional.start])
        if holds(conditional.condition, version):
            pieces.append(html[conditional.inside : conditional.inside_end])
        position = conditional.end
    pieces.append(html[position:])
    return "".join(pieces)


def holds(condition: str, version: int) -> bool:
    """Whether a condition such as ``(gte mso 9)|(IE)`` is true of that version. Outlook is no IE, and knows VML."""
    return any(all(_term(term, version) for term in either.split("&")) for either in condition.split("|"))


def _term(term: str, version: int) -> bool:
    term = term.strip().strip("()").strip()
    negated = term.startswith("!")
    match = _TERM.fullmatch(term.lstrip("!").strip(" ()"))
    if not match:
        return negated
    return _feature(match, version) != negated


def _feature(match: re.Match[str], version: int) -> bool:
    comparison, feature, number = (match[1] or "").lower(), match[2].lower(), match[3]
    if feature in {"true", "vml"}:
        return True
    if feature != "mso":
        return False
    if not number:
        return True
    wanted = float(number)
    return {
        "": version == wanted,
        "lt": version < wanted,
        "lte": version <= wanted,
        "gt": version > wanted,
        "gte": version >= wanted,
    }[comparison]
