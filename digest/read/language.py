"""The language an article says it is in, unless its words show another."""

from __future__ import annotations

import re

from digest.text import count_words, detect_language
from digest.text.languages import known_languages

_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_TELLING = 60  # words from which a text tells its language better than a template that was never translated
_LOOKED_AT = 20_000  # characters


def language_tag(declared: str | None) -> str:
    """``declared`` ("en_US", "pt-BR") as a BCP 47 tag, or "" if it is none."""
    tag = (declared or "").strip().replace("_", "-")
    return tag if _TAG.fullmatch(tag) else ""


def article_language(declared: str, text: str) -> str:
    """The language of ``text``: the ``declared`` one, or the one its words show where that is another for sure.

    "und" where nothing tells. Many sites say "en" whatever they publish.
    """
    shown = detect_language(text[:_LOOKED_AT])
    primary = declared.partition("-")[0].lower()
    if not primary or (
        primary in known_languages()
        and shown not in {primary, "und"}
        and count_words(text[:_LOOKED_AT], shown) >= _TELLING
    ):
        return shown
    return declared
