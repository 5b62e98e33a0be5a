"""Speakers: whose words a sentence reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.text import Language
    from digest.trace.tokens import Token

_REACH = 14  # tokens from a verb of saying back to its subject
_TITLE = 6  # tokens of a title: "according to the mayor of Kyiv, Vitali Klitschko"


def speakers(text: str, tokens: Sequence[Token], runs: Sequence[range], language: Language) -> Iterator[range]:
    """Yield the names, of those given, that are subjects of a verb of saying or stand after "according to"."""
    runs = [run for run in runs if not tokens[run[-1]].possessive]
    for n, token in enumerate(tokens):
        if token.lower in language.speech and not token.quoted:
            subject = _subject(text, tokens, n, runs, language)
            if subject:
                yield subject
    lower = text.lower()
    for phrase in language.attributions:
        at = lower.find(phrase)
        while at >= 0:
            named = next((run for run in runs if tokens[run.start].start >= at + len(phrase)), None)
            first = next((n for n, token in enumerate(tokens) if token.start >= at + len(phrase)), None)
            if named and first is not None and named.start - first <= _TITLE:
                yield named
            at = lower.find(phrase, at + 1)


def _subject(text: str, tokens: Sequence[Token], verb: int, runs: Sequence[range], language: Language) -> range | None:
    named = [run for run in runs if run.stop <= verb]
    inverted = verb == 0 or tokens[verb - 1].quoted or comma(text, tokens, verb)
    after = next((run for run in runs if run.start > verb), None)
    if (
        inverted
        and after
        and _titled(tokens, verb + 1, after.start, text)
        and _closed(tokens, after.stop, text, language)
    ):
        return after
    if not named or verb - named[-1].stop > _REACH:
        return None
    between = range(named[-1].stop, verb)
    apposition = bool(between) and comma(text, tokens, between.start) and comma(text, tokens, verb)
    if not apposition and any(_noun(tokens[n], language) for n in between):
        return None
    return _bearer(tokens, named, language)


def _bearer(tokens: Sequence[Token], runs: Sequence[range], language: Language) -> range:
    """Return the last name, or the one that it says more of: Keller in "Hans Keller of Austria"."""
    for n in range(len(runs) - 1, 0, -1):
        between = range(runs[n - 1].stop, runs[n].start)
        if len(between) != 1 or tokens[between[0]].lower not in language.completions:
            return runs[n]
    return runs[0]


def _titled(tokens: Sequence[Token], start: int, end: int, text: str) -> bool:
    """Tell whether only a title stands between a verb and a name: "said union leader Marta Oyelaran"."""
    return end - start <= _TITLE and not any(comma(text, tokens, n) for n in range(start + 1, end + 1))


def _closed(tokens: Sequence[Token], n: int, text: str, language: Language) -> bool:
    """Tell whether nothing but more of the name follows: "said Keller of Austria", not "asked Keller to"."""
    return n == len(tokens) or comma(text, tokens, n) or tokens[n].lower in language.completions - {"to"}


def comma(text: str, tokens: Sequence[Token], n: int) -> bool:
    """Tell whether a comma, dash or semicolon stands between a token and the one before it."""
    return any(sign in ",;،，、—–" for sign in text[tokens[n - 1].end : tokens[n].start])


def _noun(token: Token, language: Language) -> bool:
    """Tell whether a word between a name and its verb may be the real subject: "Putin's spokesman said"."""
    return token.content and not token.lower.endswith("ly") and token.lower not in language.weekdays
