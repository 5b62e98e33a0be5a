"""Quotations: the words between the marks must stand in the article just so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.text import quotes
from digest.trace.claim import Claim, unsupported
from digest.trace.tokens import plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.edition import Problem

_LEFT_OUT = re.compile(r"\[[^\]]*\]|\(…\)|…|\.{3,}")


def quotation_problems(claim: Claim) -> Iterator[Problem]:
    """Find quotations whose words aren't the article's. What "…" or brackets stand for is left open."""
    for start, end in quotes(claim.text):
        words = claim.text[start:end]
        parts = [plain(part) for part in _LEFT_OUT.split(words)]
        if not all(part in claim.index.plain_text for part in parts):
            yield unsupported("quote", words, "These are not the words of the article.")
