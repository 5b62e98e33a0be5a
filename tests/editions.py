"""An edition made by hand, with all that a message can hold."""

from __future__ import annotations

from digest.article import Article, Paragraph, Section
from digest.edition import (
    Block,
    BlockSentence,
    Disclaimer,
    Edition,
    Figure,
    Placement,
    PullQuote,
    Story,
    Support,
)
from digest.settings import Settings
from digest.settings.model import Public, Publication

WORDS = "The harbour opened on Monday after two years of work. It will serve 26 ships a day."
FIRST, SECOND = WORDS[:53], WORDS[54:]
ARTICLE = Article(
    path="harbour.txt",
    format="text",
    encoding="utf-8",
    language="en",
    title="The harbour is open",
    text=WORDS,
    sections=(
        Section(
            heading=None,
            confidence=None,
            start=0,
            end=len(WORDS),
            paragraphs=(Paragraph(text=WORDS, start=0, end=len(WORDS)),),
        ),
    ),
    byline="Ann Writer",
    published="2026-11-24T08:00:00Z",
    url="https://example.com/harbour",
)
BLOCK = Block(
    section=0,
    heading="Two years of work",
    sentences=(
        BlockSentence(text=FIRST, support=Support.VERBATIM, start=0, end=53),
        BlockSentence(text=SECOND, support=Support.VERBATIM, start=54, end=len(WORDS), opens_paragraph=True),
    ),
    quote=PullQuote(text="A good day", speaker="The mayor"),
    figures=(Figure(text="at least 26 ships a day"),),
)
EDITION = Edition(
    id="harbour-0123456789",
    subject="The harbour is open",
    preheader="Two years of work are done.",
    title="The harbour is open",
    language="en",
    template="briefing",
    articles=(ARTICLE,),
    stories=(Story(article=0, title="The harbour is open", url=ARTICLE.url, blocks=(BLOCK,)),),
    disclaimers=(
        Disclaimer(id="top", text="Advertising & news are apart.", placement=Placement.TOP, source="publication"),
        Disclaimer(id="block", text="No <advice> is given.", placement=Placement.BLOCK, source="publication"),
        Disclaimer(id="end", text="Opinions are their owners’.\n\nSecond part.", placement=Placement.END, source="law"),
    ),
)
SETTINGS = Settings(
    publication=Publication(
        name="The Journal",
        from_='"The Journal" <news@example.com>',
        reply_to="desk@example.com",
        postal_address="1 Main Street, Springfield",
        url="https://example.com/",
        list_id="journal.example.com",
    ),
    public=Public(base_url="https://mail.example.com"),
)
VALUES = {"address": "reader@example.com", "unsubscribe": "https://mail.example.com/u/1"}
