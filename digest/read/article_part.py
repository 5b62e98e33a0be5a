"""Which of a page's lines are its article: those that trafilatura takes, and what stands among them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from digest.read.content import Line, Role

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml.etree import _Element

    from digest.read.blocks import Placed

_WORDS = re.compile(r"\w+")
_GRAM = 3  # words
_ENOUGH = 0.7  # of a line's grams that must be in the article for the line to be
_FEWEST = 2  # lines of the article in a container before its others belong to it


def article_part(found: Sequence[Placed], article: Iterable[Line]) -> list[Placed]:
    """The lines of ``found`` that are the article whose words are ``article``.

    The extractor's choice of text is sound, but it loses headings, list items and links, so the lines are taken from
    the page: from the first to the last one chosen, with the headings in between and what shares their container.
    """
    known = {gram for line in article for gram in _grams(line.words)}
    chosen = [_share(item.line, known) >= _ENOUGH for item in found]
    prose = [index for index, item in enumerate(found) if chosen[index] and item.line.role is not Role.HEADING]
    if not prose:
        return []
    containers = Counter(found[index].element.getparent() for index in prose)
    first, last = prose[0], prose[-1]
    while first and found[first - 1].line.role is Role.HEADING:
        first -= 1
    return [
        item
        for index, item in enumerate(found[first : last + 1], start=first)
        if chosen[index] or any(containers[around] >= _FEWEST for around in _around(item))
    ]


def _grams(text: str) -> set[tuple[str, ...]]:
    words = _WORDS.findall(text.casefold())
    return {tuple(words[at : at + _GRAM]) for at in range(max(1, len(words) - _GRAM + 1))}


def _share(line: Line, known: set[tuple[str, ...]]) -> float:
    grams = _grams(line.words)
    return len(grams & known) / len(grams)


def _around(item: Placed) -> list[_Element | None]:
    """The element that a line's own stands in; a heading may have a wrapper of its own around it."""
    parent = item.element.getparent()
    return [parent, parent.getparent()] if item.line.role is Role.HEADING and parent is not None else [parent]


def common_ancestor(part: Sequence[Placed]) -> _Element:
    """The innermost element around all of ``part``, which is not empty."""
    shared: list[_Element] | None = None
    for item in part:
        around = [item.element, *item.element.iterancestors()]
        known = set(around)
        shared = around if shared is None else [element for element in shared if element in known]
    return shared[0] if shared else part[0].element
