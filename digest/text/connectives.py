"""Connectives that open a sentence."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from digest.text.languages import language_of

_FOLLOWING = re.compile(r"\s*([^\W\d_]+)")
_COMMA = re.compile(r"\s*[,،，、]\s*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Connective:
    """A connective at the head of a sentence. ``end`` is the offset of what follows it and its comma."""

    end: int
    trimmable: bool  # the sentence is as true without it


def leading_connective(sentence: str, language: str = "en") -> Connective | None:
    """Find the connective that opens a sentence, or None.

    A trimmable one is always set off by a comma. "Instead", "Otherwise", "As a result", "Despite" and their like turn
    what is said, and are never trimmable.
    """
    tables = language_of(language)
    head = sentence[:60].lower().replace("’", "'")
    trimmable, phrases = _by_first_letter(language).get(head[:1], ((), ()))
    for phrase in trimmable:
        if head.startswith(phrase) and (comma := _COMMA.match(sentence, len(phrase))) and comma.end() < len(sentence):
            return Connective(end=comma.end(), trimmable=True)
    for phrase in phrases:
        if head.startswith(phrase) and not sentence[len(phrase) : len(phrase) + 1].isalnum():
            following = _FOLLOWING.match(head, len(phrase))
            if phrase in tables.connectives and following and following[1] in tables.completions:
                continue  # "In addition to the fine" connects nothing
            comma = _COMMA.match(sentence, len(phrase))
            end = comma.end() if comma else len(sentence) - len(sentence[len(phrase) :].lstrip())
            return Connective(end=end, trimmable=False)
    return None


@functools.cache
def _by_first_letter(language: str) -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """Return the trimmable phrases and all phrases by their first letter, since most sentences open on none."""
    tables = language_of(language)
    phrases = (*tables.leaning_connectives, *tables.connectives)
    return {
        letter: (
            tuple(phrase for phrase in tables.connectives if phrase[0] == letter),
            tuple(phrase for phrase in phrases if phrase[0] == letter),
        )
        for letter in {phrase[0] for phrase in phrases}
    }
