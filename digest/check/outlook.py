"""Conditional comments, by which a message speaks to Outlook for Windows alone, or to everybody else.

https://learn.microsoft.com/previous-versions/windows/internet-explorer/ie-developer/compatibility/ms537512(v=vs.85)
"""

from __future__ import annotations

import re
from dataclasses import dataclass

VERSIONS = (12, 14, 15, 16)  # of Outlook for Windows, 2007 to today, all of which lay out by Word
_OPENING = re.compile(r"<!--\s*\[if\s+([^\]]*)\]\s*>", re.IGNORECASE)
_REVEALED_OPENING = re.compile(r"<!\[if\s+([^\]]*)\]\s*>", re.IGNORECASE)
_REVEALING = re.compile(r"\s*<!\s*--\s*>|\s*-->")  # what follows an opening whose content all programs shall see
_CLOSING = re.compile(r"(?:<!--\s*)?<!\[endif\]\s*(?:-->|>)", re.IGNORECASE)
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
    position = 0
    while opening := _next_opening(html, position):
        closing = _CLOSING.search(html, opening.end())
        if not closing:
            position = opening.end()
            continue
        revealing = _REVEALING.match(html, opening.end())
        found.append(
            Conditional(
                condition=opening[1].strip(),
                start=opening.start(),
                inside=revealing.end() if revealing else opening.end(),
                inside_end=closing.start(),
                end=closing.end(),
                revealed=bool(revealing) or opening.re is _REVEALED_OPENING,
            )
        )
        position = closing.end()
    return tuple(found)


def unclosed(html: str) -> tuple[int, ...]:
    """Offsets of conditional comments that nothing closes, or that their own content closes too early."""
    faults = []
    position = 0
    while opening := _next_opening(html, position):
        closing = _CLOSING.search(html, opening.end())
        following = _next_opening(html, opening.end())
        hidden = opening.re is _OPENING and not _REVEALING.match(html, opening.end())
        broken = hidden and closing and "-->" in html[opening.end() : closing.start()]
        if not closing or broken or (following and following.start() < closing.start()):
            faults.append(opening.start())
        position = opening.end()
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


def _next_opening(html: str, position: int) -> re.Match[str] | None:
    found = [match for pattern in (_OPENING, _REVEALED_OPENING) if (match := pattern.search(html, position))]
    return min(found, key=lambda match: match.start(), default=None)
