"""Numbers as they are written, each with the words that make it an amount: "$48 million", "40 millones de euros"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from digest.text.languages import language_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CURRENCY = "$€£¥₹₽₴"
_PERCENT = re.compile(r"[%％٪]|p(?:er|or|our) ?(?:cent|cento|ciento)")
_UNSPACED_UNITS = {"元": "yuan", "美元": "dollar", "欧元": "euro", "円": "yen", "ドル": "dollar", "ユーロ": "euro"}
_COUNTERS = (
    "人名位台辆輛家件户戸棟座架艘隻头頭匹本枚所校社機店次回吨项个個"  # words that count things, in Chinese and Japanese
)
_MONEY = frozenset({"dollar", "euro", "pound", "yen", "yuan", "rouble", "hryvnia", "rupee", "real", "cent"})
TIME = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})
_NUMBER = (
    rf"(?<![0-9A-Za-zÀ-ɏЀ-ӿ.,:/–\-万億亿])(?P<sign>(?:US|AU?|CA?|NZ|HK)?[{_CURRENCY}]\s?)?"
    r"(?:\d{1,2}(?:,\d\d)+,\d{3}|\d+(?:[.,'’\u00a0\u202f\u066c ]\d{3}(?!\d))*(?:[.,\u066b]\d+)?)"
    r"(?:[万億亿]\d+)?(?![:/–\-]?\d|[.,]\d)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A number with its currency, its magnitude and its unit, by its span.

    ``unit`` is one name for the unit in any language ("percent"), and "" where things are counted; ``number_end`` is
    where the digits end.
    """

    start: int
    number_end: int
    end: int
    unit: str

    @property
    def money(self) -> bool:
        """Whether it is a sum of money."""
        return self.unit in _MONEY


def amounts(text: str, language: str = "en") -> Iterator[Amount]:
    """Yield each number of a text that stands by itself, with what belongs to it."""
    code = language_of(language).code
    for match in _pattern(code).finditer(text):
        yield Amount(
            start=match.start(),
            number_end=match.end("number"),
            end=match.end(),
            unit=_unit((match["unit"] or match["sign"] or "").strip().lower(), code),
        )


def _unit(words: str, code: str) -> str:
    """Return the one name of a unit, as the text words it: "de euros", "US$", "per cent"."""
    if _PERCENT.fullmatch(words):
        return "percent"
    units = {**language_of(code).units, **_UNSPACED_UNITS}
    last = re.split(r"[\s'’]", words)[-1]
    return units.get(last) or next((units[sign] for sign in words if sign in units), "")


@cache
def _pattern(code: str) -> re.Pattern[str]:
    """Return a number and what may follow it: "million", "%", "40 millones de euros", "4000万元"."""
    table = language_of(code)
    units = _any(word for word in table.units if (word[0].isalpha() and word.isascii()) or len(word) > 1)
    scales = _any(word for word in table.scales if len(word) > 1 or word.isascii())
    linked = r"\sd['’]|\s(?:de|di)\s|\s?" if code in {"es", "fr", "it", "pt"} else r"\s?"
    return re.compile(
        rf"(?P<number>{_NUMBER})(?:\s?(?:{scales})(?!\w)|[万億亿千百]+)?"
        rf"(?P<unit>\s?[%％٪]|\sp(?:er|or|our)\s(?:cent|cento|ciento)\b|\s?°[CF]?|\s?[{_CURRENCY}]"
        rf"|(?:{_any(_UNSPACED_UNITS)})|[{_COUNTERS}]|(?:{linked})(?:{units})(?!\w))?",
        re.IGNORECASE,
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True)) or "(?!)"
