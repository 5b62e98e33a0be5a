"""Who and what a sentence mentions: names, numbers and days, each under one key however it is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.trace.names_found import name_runs, title_of
from digest.trace.numbers import quantities
from digest.trace.speakers import speakers

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.trace.names_found import KnownNames
    from digest.trace.tokens import Token

_ADJECTIVE = re.compile(r"(?:[ie]an|[lnrp]ese|ish|ench|utch|erman)\Z")  # "Ukrainian land": whose, in English
_CALENDAR = 3  # letters by which a month or day is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A name, number or day in a sentence, or a pronoun that means a name."""

    kind: str  # name, number or date
    key: str
    first: int  # indices of its tokens
    last: int
    speaks: bool = False  # whose words the sentence reports
    placed: bool = False  # says where: "in Geneva"
    titles: frozenset[str] = frozenset()  # keys of the words that say who it is
    minor: bool = False  # says more of another: "Russia's" president, Okafor "of Harrow College"


def mentions(text: str, tokens: Sequence[Token], known: KnownNames) -> tuple[Mention, ...]:
    """Find what a sentence mentions, in order."""
    found = [*_names(text, tokens, known), *_numbers(text, tokens, known), *_days(tokens, known)]
    return tuple(sorted(found, key=lambda mention: mention.first))


def _names(text: str, tokens: Sequence[Token], known: KnownNames) -> Iterator[Mention]:
    runs = [run for run in name_runs(tokens, known) if not tokens[run.start].quoted]
    speaking = set(speakers(text, tokens, runs, known.language))
    for n, run in enumerate(runs):
        yield Mention(
            kind="name",
            key=known.language.aliases.get(tokens[run[-1]].lower, tokens[run[-1]].key),
            first=run.start,
            last=run[-1],
            speaks=run in speaking,
            placed=bool(run.start) and tokens[run.start - 1].lower in known.language.locatives,
            titles=frozenset(title_of(text, tokens, run, known.language)),
            minor=_minor(tokens, run, runs[n - 1] if n else None, known),
        )


def _minor(tokens: Sequence[Token], run: range, before: range | None, known: KnownNames) -> bool:
    if tokens[run[-1]].possessive:
        return True
    following = tokens[run.stop] if run.stop < len(tokens) else None
    if _ADJECTIVE.search(tokens[run[-1]].lower) and following and following.content and not following.capital:
        return True
    complements = before is not None and before.stop == run.start - 1
    return complements and tokens[run.start - 1].lower in known.language.completions


def _numbers(text: str, tokens: Sequence[Token], known: KnownNames) -> Iterator[Mention]:
    for quantity in quantities(text, tokens, known.language):
        kind = "date" if quantity.dated else "number"
        yield Mention(kind=kind, key=f"{quantity.value:g}", first=quantity.token, last=quantity.last)


def _days(tokens: Sequence[Token], known: KnownNames) -> Iterator[Mention]:
    calendar = known.language.months | known.language.weekdays
    for n, token in enumerate(tokens):
        if token.lower in calendar and token.capital:
            yield Mention(kind="date", key=token.lower[:_CALENDAR], first=n, last=n)


def meant(
    tokens: Sequence[Token], own: Sequence[Mention], before: Sequence[Mention], known: KnownNames
) -> tuple[Mention, ...]:
    """Find whom the pronouns of a sentence mean: the first it names before them, else the first of those before it."""
    pronouns = known.language.pronouns | known.language.possessives
    found: list[Mention] = []
    for n, token in enumerate(tokens):
        if token.lower not in pronouns or token.quoted:
            continue
        here = [mention for mention in own if mention.kind == "name" and mention.last < n]
        there = [mention for mention in before if mention.kind == "name"]
        if here or there:
            speaks = n + 1 < len(tokens) and tokens[n + 1].lower in known.language.speech
            minor = token.lower in known.language.possessives
            key = (here or there)[0].key
            found.append(Mention(kind="name", key=key, first=n, last=n, speaks=speaks, minor=minor))
    return tuple(found)
