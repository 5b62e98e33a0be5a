"""What the mail programs that the publication names make of the HTML, by caniemail's data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.check.rule import Family, Rule
from digest.check.support import caniemail
from digest.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.check.context import Context
    from digest.check.features import Feature, Use
    from digest.check.page.document import Document
    from digest.check.page.page import Page
    from digest.finding import Finding

_SOURCE = "https://www.caniemail.com"
_WORD = "outlook.windows"  # the one client that has a document of its own

DROPS = Rule(
    id="client-drops",
    severity=Severity.WARNING,
    about="What carries the layout or the content works in each program of [checks] clients, or has a fallback.",
    why="Readers of that program see columns fall apart, or a hole.",
    remedy="Use tables for layout and plain values, or declare a plain value before the new one.",
    source=_SOURCE,
)
IGNORES = Rule(
    id="client-ignores",
    severity=Severity.NOTE,
    about="What only decorates, or has a fallback, works in each program of [checks] clients.",
    why="The message looks plainer there, and says the same.",
    remedy="Nothing need be done.",
    source=_SOURCE,
)


def check_clients(context: Context) -> Iterator[Finding]:
    """Ask of each feature that the HTML uses whether the named programs know it."""
    names = context.settings.checks.clients
    if not names or context.page is None:
        return
    clients = caniemail().chosen(names)
    everybody = [client for client in clients if client != _WORD]
    yield from _judge(context.page.document, everybody)
    if _WORD in clients:
        yield from _judge(_for_word(context.page), [_WORD])


def _for_word(page: Page) -> Document:
    """What Outlook for Windows has, which is what everybody has where no comment says otherwise."""
    return next((view.document for view in reversed(page.views) if view.reader.outlook), page.document)


def _judge(document: Document, clients: Sequence[str]) -> Iterator[Finding]:
    from digest.check.features import uses  # it needs the parsed document's modules

    data = caniemail()
    used: dict[Feature, list[Use]] = {}
    for use in uses(document):
        used.setdefault(use.feature, []).append(use)
    for feature, places in sorted(used.items(), key=lambda item: item[0].slug):
        support = data.features[feature.slug]
        without = [client for client in clients if client in support.no]
        bare = [use for use in places if not use.guarded]
        rule = DROPS if feature.carries and bare else IGNORES
        if without:
            share = _share(document, {use.element for use in (bare or places)})
            who = ", ".join(data.name(client) for client in without)
            lack = "lacks" if len(without) == 1 else "lack"
            words = f"{who} {lack} {support.title}, in which {share:.0%} of the text stands"
            message = f"{words} (caniemail of {data.date}, last tested {support.tested})."
            where = f"HTML part, line {document.line((bare or places)[0].element)}"
            yield rule.finding(message, where=where)


def _share(document: Document, elements: set[int]) -> float:
    """The part of the document's letters that stands in the elements."""
    outermost = (element for element in elements if not any(inside in elements for inside in document.above(element)))
    letters = sum(document.letters[element] for element in outermost)
    return letters / max(document.letters[0], 1)


FAMILY = Family(name="clients", rules=(DROPS, IGNORES), check=check_clients)
