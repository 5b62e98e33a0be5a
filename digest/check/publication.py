"""What the publication owes: who sends, from where, and what its sources ask it to carry."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check.rule import Family, Rule
from digest.check.words import exact
from digest.edition import Support
from digest.finding import Severity
from digest.settings import AI_DISCLOSURE, expected_notices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.article import Article
    from digest.check.context import Context
    from digest.edition import Edition
    from digest.finding import Finding

_CAN_SPAM = "https://www.ftc.gov/business-guidance/resources/can-spam-act-compliance-guide-business"

SENDER_UNSET = Rule(
    id="sender-unset",
    severity=Severity.WARNING,
    about="The settings say whom the message is from.",
    why="A real send needs a sender; a preview shows a made-up one.",
    remedy='Set [publication] from = "Name <address>".',
    source="https://www.rfc-editor.org/rfc/rfc5322#section-3.6.2",
)
POSTAL_UNSET = Rule(
    id="postal-address-unset",
    severity=Severity.WARNING,
    about="The settings have a postal address.",
    why="The United States, Canada and others ask for it in each message.",
    remedy="Set [publication] postal_address.",
    source=_CAN_SPAM,
)
POSTAL_MISSING = Rule(
    id="postal-address-missing",
    severity=Severity.ERROR,
    about="The publication's postal address stands in both parts, where it can be seen.",
    why="The United States, Canada and others ask for it in each message.",
    remedy="Put [publication] postal_address into the footer of the template.",
    source=_CAN_SPAM,
)
NOTICE = Rule(
    id="notice-expected",
    severity=Severity.ERROR,
    about="An article carries the notices that [notices] expect asks of its host, word for word.",
    why="Notices are found by rules that miss some; a publication that knows what must be there says so.",
    remedy="Look whether the source left it out or words it anew, and change [notices] expect if it does.",
    source="https://www.rfc-editor.org/rfc/rfc2119",
)
MODEL = Rule(
    id="ai-disclosure-missing",
    severity=Severity.ERROR,
    about="A digest of which a language model wrote any sentence says so.",
    why="In the European Union it is the law since 2 August 2026, unless a person reviewed it and answers for it.",
    remedy=f"Let the edition carry the disclaimer “{AI_DISCLOSURE}”.",
    source="https://eur-lex.europa.eu/eli/reg/2024/1689/oj#art_50",
)


def check_publication(context: Context) -> Iterator[Finding]:
    """Hold the message, and the articles it was made from, to what the publication owes."""
    yield from _postal_address(context)
    edition = context.edition
    if edition is None:
        return
    if not context.settings.publication.from_:
        yield SENDER_UNSET.finding("The settings don't say whom the message is from.", where="header From")
    yield from _expected(context, edition)
    written = any(sentence.support is Support.MODEL for block in edition.blocks() for sentence in block.sentences)
    if written and not any(disclaimer.source == "law" for disclaimer in context.required):
        yield MODEL.finding("A language model wrote a part of this, and the digest doesn't say so.")


def _postal_address(context: Context) -> Iterator[Finding]:
    address = context.settings.publication.postal_address
    if not address:
        if context.edition:
            yield POSTAL_UNSET.finding("The settings have no postal address.", where="footer")
        return
    wanted = _words(address)
    shown = context.page.view.visible if context.page else ""
    for where, text in (("HTML part", shown), ("text part", context.text)):
        if text and wanted not in _words(text):
            yield POSTAL_MISSING.finding(f"The postal address is missing from the {where}.", where=where)


def _words(text: str) -> str:
    """Words alone: an address is set on lines or with commas, as the place allows."""
    words = re.findall(r"[^\W_]+", exact(text).casefold())
    return f" {' '.join(words)} "


def _expected(context: Context, edition: Edition) -> Iterator[Finding]:
    for story in edition.stories:
        article = edition.articles[story.article]
        yield from _missing(article, expected_notices(context.settings.notices, article.url))


def _missing(article: Article, texts: tuple[str, ...]) -> Iterator[Finding]:
    said = exact(article.text)
    for text in texts:
        if exact(text) not in said:
            message = f"{article.path} doesn't carry “{text}”, which its host's articles must."
            yield NOTICE.finding(message, where=article.path)


FAMILY = Family(
    name="publication",
    rules=(SENDER_UNSET, POSTAL_UNSET, POSTAL_MISSING, NOTICE, MODEL),
    check=check_publication,
)
