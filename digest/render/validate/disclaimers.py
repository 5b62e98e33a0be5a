"""Whether a template places every disclaimer it was given."""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING

from digest.edition import Placement
from digest.mime import printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.render.view import DisclaimerView, EditionView


def left_out(document: str, edition: EditionView) -> tuple[str, Placement] | None:
    """The first disclaimer, by id and placement, that the laid-out document lacks word for word; None where none is.

    One that stands in each block must be there as often.
    """
    needed: Counter[str] = Counter()
    for disclaimer, placement in _placed(edition):
        for paragraph in disclaimer.paragraphs:
            words = _folded(escape(printable(paragraph)))
            needed[words] += 1
            if _folded(document).count(words) < needed[words]:
                return disclaimer.id, placement
    return None


def _placed(edition: EditionView) -> Iterator[tuple[DisclaimerView, Placement]]:
    for disclaimer in (*edition.top, *(d for story in edition.stories for d in story.top)):
        yield disclaimer, Placement.TOP
    for disclaimer in (d for story in edition.stories for block in story.blocks for d in block.disclaimers):
        yield disclaimer, Placement.BLOCK
    for disclaimer in (*edition.closing, *(d for story in edition.stories for d in story.end)):
        yield disclaimer, Placement.END


def _folded(text: str) -> str:
    return text.replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
