"""The readers that a message is meant for: windows, colour schemes and programs that its style tells apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from digest.check.page import media
from digest.check.page.css import RECOLOURING
from digest.check.page.media import Window

if TYPE_CHECKING:
    from digest.check.page.css import StyleRule
    from digest.check.page.document import Document

_PHONE = 480
_WIDTHS = (700, 375, 320, 480, 600, 1280)  # the first stands for a computer, the second for a phone
_NARROWEST, _WIDEST = 280, 2000
# A sheet that tells more apart than this is made to wear out a check.
_MOST = 32  # readers of one document
_MOST_EDGES = 60  # widths at which a query changes its answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A window, and what its program makes of the message."""

    name: str
    window: Window
    client: str = ""  # the program whose own rules apply, "" for any
    outlook: bool = False  # Outlook for Windows: Word's engine, its own comments, no media queries
    sheets: bool = True  # the program honours style elements
    narrowest: int = 375  # window, in pixels, that shows the same
    aloud: bool = False  # a screen reader: what isn't painted is read all the same, but for what is hidden from it

    @property
    def recolours(self) -> bool:
        """Whether the program changes colours of its own, so that those of the message say little of what is seen."""
        return self.client == RECOLOURING

    def applies(self, rule: StyleRule) -> bool:
        """Whether a rule of a style sheet holds for this reader."""
        if not self.sheets or (rule.client and rule.client != self.client):
            return False
        if self.outlook:
            return not rule.media
        return all(media.holds(query, self.window) for query in rule.media)


def readers(document: Document) -> tuple[Reader, ...]:
    """One reader for each combination of rules that can hold at once, the commonest first."""
    conditions = list({(rule.client, rule.media): rule for rule in document.sheet.rules}.values())
    queries = {query for rule in conditions for query in rule.media}
    clients = sorted({rule.client for rule in conditions if rule.client})
    widths = [*_WIDTHS, *sorted(_edges(queries))[:_MOST_EDGES]]
    vendors = (False, True) if any(media.is_vendor(query) for query in queries) else (False,)
    schemes = (False, True) if document.answers_dark else (False,)
    distinct: dict[tuple[tuple[bool, ...], bool], Reader] = {}
    for dark, client, vendor, width in product(schemes, ("", *clients), vendors, widths):
        window = Window(width, dark, vendor)
        reader = Reader(name=_name(window, client), window=window, client=client, narrowest=width)
        signature = tuple(reader.applies(rule) for rule in conditions), dark
        first = distinct.setdefault(signature, reader)
        if width < first.narrowest:
            distinct[signature] = replace(first, narrowest=width)
    found = list(distinct.values())[:_MOST]
    plain = Reader(name="a program without style sheets", window=Window(_WIDTHS[0]), sheets=False)
    aloud = Reader(name="a screen reader", window=Window(_WIDTHS[0]), aloud=True)
    return (*found, plain, aloud) if document.matched else (*found, aloud)


def outlook_reader(version: int) -> Reader:
    """Outlook for Windows, of that version of Word."""
    name = {12: "Outlook 2007", 14: "Outlook 2010", 15: "Outlook 2013"}.get(version, "Outlook for Windows")
    return Reader(name=name, window=Window(_WIDTHS[0]), outlook=True)


def _edges(queries: set[str]) -> set[int]:
    points = {point + step for query in queries for point in media.breakpoints(query) for step in (-1, 0, 1)}
    return {point for point in points if _NARROWEST <= point <= _WIDEST}


def _name(window: Window, client: str) -> str:
    size = "a phone" if window.width <= _PHONE else "a computer"
    scheme = " in dark mode" if window.dark else ""
    program = f" ({client})" if client else " (some programs)" if window.vendor else ""
    return f"{size}{scheme}{program}"
