"""The few fixed words of a message, in the edition's language."""

from __future__ import annotations

import datetime as dt
import functools
import tomllib
from dataclasses import dataclass
from importlib import resources
from typing import Any

_FALLBACK = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """The fixed words of one language. Those with braces are for :meth:`str.format`."""

    read_on: str
    read_full: str
    minutes: str
    about: str
    contents: str
    why: str
    why_unnamed: str
    leave: str
    quotes: tuple[str, str]
    date: str
    months: tuple[str, ...] = ()
    italic: bool = True  # whether its script has italics

    def because(self, publication: str, address: str) -> str:
        """Why a message came to an address."""
        return (self.why if publication else self.why_unnamed).format(address=address, name=publication)

    def day(self, moment: str | None) -> str:
        """The day of an RFC 3339 time or date, as the language writes it; empty where there is none."""
        try:
            day = dt.date.fromisoformat((moment or "")[:10])
        except ValueError:
            return ""
        month = self.months[day.month - 1] if self.months else ""
        return self.date.format(day=day.day, month=month, number=day.month, year=day.year)


def labels_for(language: str) -> Labels:
    """The words of a language (BCP 47); in English where the catalogue lacks it."""
    catalogue = _catalogue()
    return catalogue.get(language.split("-", maxsplit=1)[0].lower()) or catalogue[_FALLBACK]


@functools.cache
def _catalogue() -> dict[str, Labels]:
    data = resources.files("digest.render").joinpath("labels.toml").read_text(encoding="utf-8")
    return {language: _labels(words) for language, words in tomllib.loads(data).items()}


def _labels(words: dict[str, Any]) -> Labels:
    opening, closing = words.pop("quotes")
    return Labels(quotes=(opening, closing), months=tuple(words.pop("months", ())), **words)
