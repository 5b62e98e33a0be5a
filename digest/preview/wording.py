"""What the page says of a sentence and of a disclaimer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.edition import Placement, Support

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.article import Article
    from digest.edition import Disclaimer
    from digest.preview.parts import Part

_SAID = {
    Support.VERBATIM: "Word for word",
    Support.TRIMMED: "Word for word, less {removed}",
    Support.ALIGNED: "In other words, borne out by the article",
    Support.EDITOR: "The editor’s own words",
    Support.MODEL: "A language model’s words",
    Support.UNSUPPORTED: "Not in the article",
}
_TALLIED = {
    Support.VERBATIM: "word for word",
    Support.TRIMMED: "trimmed",
    Support.ALIGNED: "in other words",
    Support.EDITOR: "the editor’s own",
    Support.MODEL: "a language model’s",
    Support.UNSUPPORTED: "not in the article",
}
_ORIGINS = {
    "publication": "Required by the publication",
    "article": "Required by the article",
    "law": "Required by law",
}
_PLACEMENTS = {
    Placement.TOP: "above the first block",
    Placement.BLOCK: "in each block",
    Placement.END: "after the last block",
}


def said(part: Part, articles: Sequence[Article]) -> str:
    """How a part stands to its article."""
    removed = ", ".join(f"“{articles[one.article].text[one.start : one.end].strip()}”" for one in part.removed)
    words = _SAID[part.support].format(removed=removed)
    if part.kind == "quote":
        return f"Quotation of {part.speaker} · {words}"
    return f"Key figure · {words}" if part.kind == "figure" else words


def tally(parts: Iterable[Part]) -> str:
    """How many sentences stand how to their articles."""
    supports = [part.support for part in parts if part.kind == "sentence"]
    return " · ".join(f"{supports.count(one)} {words}" for one, words in _TALLIED.items() if one in supports)


def origin(disclaimer: Disclaimer) -> str:
    """Who requires a disclaimer, and where it stands."""
    return f"{_ORIGINS[disclaimer.source]}, {_PLACEMENTS[disclaimer.placement]}"
