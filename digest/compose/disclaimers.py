"""The disclaimers an edition must carry: the publication's, its articles' and the law's."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.article import NoticeKind
from digest.compose.disclosure import disclosure
from digest.edition import Disclaimer, Placement, Support
from digest.settings import AI_DISCLOSURE, disclaimers_in_force, expected_notices

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from digest.article import Article
    from digest.edition import Edition
    from digest.settings import Settings
    from digest.settings.model import DisclaimerSetting


def require_disclaimers(edition: Edition, settings: Settings, *, on: dt.date) -> Edition:
    """``edition`` with the disclaimers that are in force on a day, in place of any it had.

    Of variants with the same id, the one made for the list stands, else the one made for the language, else the latest.
    A notice that several articles share stands once, for the whole edition; any other with its article.
    """
    own = [row for row in _in_force(edition, settings, on) if row.id != AI_DISCLOSURE]
    found = [*_law(edition, settings, on), *(_publication(row) for row in own), *_articles(edition, settings)]
    unique: dict[str, Disclaimer] = {}
    for disclaimer in found:
        unique.setdefault(_folded(disclaimer.text), disclaimer)
    return replace(edition, disclaimers=tuple(unique.values()))


def _publication(row: DisclaimerSetting) -> Disclaimer:
    return Disclaimer(id=row.id, text=row.text, placement=row.placement, source="publication")


def _in_force(edition: Edition, settings: Settings, on: dt.date) -> tuple[DisclaimerSetting, ...]:
    return disclaimers_in_force(settings, language=edition.language, on=on)


def _law(edition: Edition, settings: Settings, on: dt.date) -> Iterator[Disclaimer]:
    """The disclosure where a model wrote any sentence, in the publication's words if it has its own."""
    sentences = (sentence for block in edition.blocks() for sentence in block.sentences)
    if any(sentence.support is Support.MODEL for sentence in sentences):
        own = next((row for row in _in_force(edition, settings, on) if row.id == AI_DISCLOSURE), None)
        text, placement = (own.text, own.placement) if own else (disclosure(edition.language), Placement.TOP)
        yield Disclaimer(id=AI_DISCLOSURE, text=text, placement=placement, source="law")


def _articles(edition: Edition, settings: Settings) -> Iterator[Disclaimer]:
    """What the articles carry, each text once."""
    holders: dict[str, tuple[str, set[int]]] = {}
    for story in edition.stories:
        for text in _texts(edition.articles[story.article], settings):
            holders.setdefault(_folded(text), (text, set()))[1].add(story.article)
    for folded, (text, articles) in holders.items():
        name = f"notice-{hashlib.sha256(folded.encode()).hexdigest()[:8]}"
        alone = len(articles) == 1 and len(edition.stories) > 1
        article = min(articles) if alone else None
        yield Disclaimer(id=name, text=text, placement=Placement.END, source="article", article=article)


def _texts(article: Article, settings: Settings) -> Iterator[str]:
    """An article's notices, promotion only where the publication keeps it, and what its host's articles must carry."""
    kept = [
        notice.text
        for notice in article.notices
        if notice.kind is not NoticeKind.PROMOTION or settings.notices.keep_promotion
    ]
    yield from kept
    for text in expected_notices(settings.notices, article.url):
        if not any(_folded(text) in _folded(notice) for notice in kept):
            yield text


def _folded(text: str) -> str:
    """``text`` as disclaimers are compared: runs of white space are one space, and all else is exact."""
    return re.sub(r"[ \t\n\r\f\v]+", " ", text).strip()
