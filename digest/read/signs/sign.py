"""One kind of notice by its wordings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.article import NoticeKind


@dataclass(frozen=True, slots=True)
class Sign:
    """Wordings of one kind of notice, searched for in a paragraph.

    Most are only told at an article's edges, where notices stand; ``anywhere`` are those that news never says.
    """

    kind: NoticeKind
    reason: str
    pattern: re.Pattern[str]
    anywhere: bool


def sign(kind: NoticeKind, reason: str, *wordings: str, anywhere: bool = False) -> Sign:
    """A sign of any of these wordings, whatever the case of their letters."""
    return Sign(kind, reason, re.compile("|".join(wordings), re.IGNORECASE), anywhere)
