"""Numbers: each must stand in the sources, with the same unit."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.trace.claim import Claim, unsupported

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from digest.edition import Problem
    from digest.text import Language
    from digest.trace.tokens import Token

_DIGITS = re.compile(r"(\d+(?:[.,:]\d+)*)(.*)", re.DOTALL)
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+\Z")
_CURRENCIES = frozenset({"dollar", "euro", "pound", "yen", "yuan", "rouble", "hryvnia", "rupee", "real"})
_TENS = range(10, 100, 10)
_YEAR = range(1500, 2200)
_RANGE = re.compile(r"\s*(?:[-–—]|to|and|or|bis|und|à|et|y|o|e)\s*\Z")
_MOST = 100  # stated numbers that a rounded one is held against
_NEAR_ENOUGH = 0.06  # "about 70" of 69
_FAR_ENOUGH = 1.5  # "more than 60" of up to 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its unit. ``token`` is its index in the sentence."""

    text: str
    value: float
    unit: str | None
    rounded: bool  # "about", "more than"
    token: int
    last: int  # index of the last token that belongs to it
    dated: bool  # a year, or a day beside a month


def quantities(text: str, tokens: Sequence[Token], language: Language) -> list[Quantity]:
    """Find the numbers of a sentence; of those in words, from two up."""
    found: list[Quantity] = []
    n = 0
    while n < len(tokens):
        quantity = _quantity(text, tokens, n, language)
        if quantity:
            found.append(quantity)
            n = quantity.last
        n += 1
    return _ranges(text, tokens, found)


def _quantity(text: str, tokens: Sequence[Token], n: int, language: Language) -> Quantity | None:
    token = tokens[n]
    read = _read(token, language)
    if read is None:
        return None
    value, attached = read
    start, value = _compound(tokens, n, value, language)
    scale, unit, last = _scale_and_unit(tokens, start, attached, language)
    before, after = text[token.start - 1 : token.start], text[tokens[last].end :].lstrip()[:1]
    unit = unit or language.units.get(before) or language.units.get(after)
    if unit == "year" and last + 1 < len(tokens) and tokens[last + 1].lower == "old":
        unit = None  # an age goes without its years as well
    dated = unit is None and last == n and _dated(tokens, n, value, language)
    return Quantity(
        text=text[token.start : tokens[n if dated else last].end],
        value=value * scale,
        unit=unit,
        rounded=any(word.lower in language.approximators for word in tokens[max(0, n - 3) : n]),
        token=n,
        last=last,
        dated=dated,
    )


def _compound(tokens: Sequence[Token], n: int, value: float, language: Language) -> tuple[int, float]:
    """Read "forty-two" as one; return the index of its last token and its value."""
    if not tokens[n].number and value in _TENS and n + 1 < len(tokens):
        ones = float(language.numbers.get(tokens[n + 1].lower, 0))
        if 0 < ones < _TENS.start and tokens[n + 1].start - tokens[n].end == 1:
            return n + 1, value + ones
    return n, value


def _scale_and_unit(
    tokens: Sequence[Token], n: int, attached: str, language: Language
) -> tuple[float, str | None, int]:
    """Read "million euros" after a number or written onto it; return the index of the last token too."""
    scale, last = 1.0, n
    words = [attached] if attached else []
    words += [token.lower for token in tokens[n + 1 : n + 4]]
    for at, word in enumerate(words, n if attached else n + 1):
        if word in language.scales and (at == last or at == last + 1):
            scale *= float(language.scales[word])
        elif word in language.units:
            return scale, language.units[word], at
        elif word != attached:
            break
        last = at
    return scale, None, last


def _read(token: Token, language: Language) -> tuple[float, str] | None:
    """Read a number and what is written onto it: "5km" is 5 and "km"."""
    if not token.number:
        value = language.numbers.get(token.lower)
        return None if value is None else (float(value), "")
    match = _DIGITS.match("".join(_plain(sign) for sign in token.lower))
    if not match:
        return None
    digits, rest = match.groups()
    if ":" in digits:
        return float(digits.replace(":", "").replace(".", "").replace(",", "")), rest
    if _GROUPED.match(digits):
        return float(digits.replace(",", "").replace(".", "")), rest
    whole, _, part = digits.replace(",", ".").rpartition(".")
    return float(f"{whole.replace('.', '')}.{part}" if whole else part), rest


def _plain(sign: str) -> str:
    return str(unicodedata.digit(sign)) if sign.isdigit() and not sign.isascii() else sign


def _dated(tokens: Sequence[Token], n: int, value: float, language: Language) -> bool:
    if tokens[n].text.isdigit() and len(tokens[n].text) == 4 and int(value) in _YEAR:  # noqa: PLR2004
        return True
    beside = {token.lower for token in (*tokens[max(0, n - 1) : n], *tokens[n + 1 : n + 2])}
    return tokens[n].number and not beside.isdisjoint(language.months)


def _ranges(text: str, tokens: Sequence[Token], found: list[Quantity]) -> list[Quantity]:
    """Give the first number of "10 to 12 feet" the unit of the second."""
    for n, (first, second) in enumerate(itertools.pairwise(found)):
        between = text[tokens[first.last].end : tokens[second.token].start]
        if first.unit is None and second.unit and _RANGE.match(between):
            found[n] = Quantity(
                text=first.text,
                value=first.value,
                unit=second.unit,
                rounded=first.rounded,
                token=first.token,
                last=first.last,
                dated=False,
            )
    return found


def same(claimed: Quantity, stated: Quantity, currencies: Collection[str | None] = ()) -> bool:
    """Tell whether a claimed number is the stated one, with a like unit, or one rounded from it.

    ``currencies`` are those spoken of nearby: one of them may go unsaid in the article.
    """
    unsaid = stated.unit is None and claimed.unit in currencies
    if claimed.unit != stated.unit and claimed.unit is not None and not unsaid:
        return False
    if claimed.value == stated.value:
        return True
    if not claimed.rounded or not stated.value:
        return False
    return abs(claimed.value - stated.value) <= _NEAR_ENOUGH * stated.value or (
        claimed.value < stated.value <= _FAR_ENOUGH * claimed.value
    )


def number_problems(claim: Claim) -> Iterator[Problem]:
    """Find the numbers and years that the sources don't hold."""
    claimed = quantities(claim.text, claim.tokens, claim.language)
    if not claimed:
        return
    stated = _Stated(claim)
    placed = _placed(claim)
    for quantity in claimed:
        there = placed.get(quantity.token)
        if not (_kept(quantity, there, stated.currencies) if there else stated.holds(quantity)):
            kind = "date" if quantity.dated else "number"
            yield unsupported(kind, quantity.text, f"The article doesn't say “{quantity.text}” here.")


class _Stated:
    """The numbers of a claim's sources and of the sentences beside them, by value."""

    def __init__(self, claim: Claim) -> None:
        found = [
            quantity
            for near in claim.context(before=1)
            for quantity in quantities(near.text, near.tokens, claim.language)
        ]
        self.currencies = {quantity.unit for quantity in found} & _CURRENCIES
        self._by_value: defaultdict[float, list[Quantity]] = defaultdict(list)
        for quantity in found:
            if len(self._by_value[quantity.value]) < _MOST:
                self._by_value[quantity.value].append(quantity)
        self._some = found[:_MOST]

    def holds(self, claimed: Quantity) -> bool:
        """Tell whether one of them is the claimed one."""
        stated = self._by_value.get(claimed.value, []) + (self._some if claimed.rounded else [])
        return any(same(claimed, quantity, self.currencies) for quantity in stated)


def _kept(claimed: Quantity, stated: Quantity, currencies: Collection[str | None]) -> bool:
    """Tell whether a number is that of the same place in the source, unit and all; a currency may go unsaid."""
    units = {claimed.unit, stated.unit}
    return same(claimed, stated, currencies) and (len(units) == 1 or units - _CURRENCIES == {None})


def _placed(claim: Claim) -> dict[int, Quantity]:
    """Return, by token, the number that stands in the same place of the source that the sentence is a copy of."""
    if not claim.near:
        return {}
    source = claim.near.source
    stated = {quantity.token: quantity for quantity in quantities(source.text, source.tokens, claim.language)}
    placed = {ours: stated[theirs] for ours, theirs in claim.near.pairs.items() if theirs in stated}
    for edit in claim.near.edits:
        if len(edit.claimed) == len(edit.stated):
            for n in range(len(edit.claimed)):
                if edit.source_at + n in stated:
                    placed[edit.claim_at + n] = stated[edit.source_at + n]
    return placed
