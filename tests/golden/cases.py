"""What the golden pairs are made of: a message of each template, and a story with each kind of block."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree
from lxml import html as lxml_html

from digest.article import Image
from digest.edition import Edition, Figure, Placement, PullQuote
from digest.mime import fill_html, fill_text
from digest.render import render
from digest.settings.model import Brand, EditionSettings, Settings
from tests.editions import ARTICLE, BLOCK, EDITION, SETTINGS, VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parent
_STORY = EDITION.stories[0]
_BARE = replace(BLOCK, quote=None, figures=())
_PICTURED = replace(
    ARTICLE, images=(Image(src="https://example.com/i.png", alt="The harbour", credit="A photographer"),)
)
_SEVERAL = replace(EDITION, title="Two stories", stories=(_STORY, replace(_STORY, title="Another story", url=None)))
_FIGURES = tuple(Figure(text=text) for text in ("about 26 ships", "1,400 people", "€3.5 million", "many more"))
_PLAIN = replace(EDITION, disclaimers=())

MESSAGES: dict[str, Edition] = {
    "briefing": EDITION,
    "briefing-arabic": replace(EDITION, language="ar", articles=(replace(ARTICLE, language="ar"),)),
    "digest": replace(_SEVERAL, template="digest"),
    "compact": replace(_SEVERAL, template="compact"),
    "alert": replace(EDITION, template="alert"),
}


def _with_block(**changes: object) -> Edition:
    return replace(_PLAIN, stories=(replace(_STORY, blocks=(replace(_BARE, **changes),)),))  # type: ignore[arg-type]


def _with_disclaimer(placement: Placement) -> Edition:
    return replace(EDITION, disclaimers=tuple(d for d in EDITION.disclaimers if d.placement is placement))


# Of these only the paper is kept.
PARTS: dict[str, tuple[Edition, Settings]] = {
    "block": (_with_block(), SETTINGS),
    "block-without-heading": (_with_block(heading=None), SETTINGS),
    "block-with-quote": (_with_block(quote=PullQuote(text="A good day", speaker="The mayor")), SETTINGS),
    "block-with-figures": (
        _with_block(figures=_FIGURES),
        SETTINGS,
    ),
    "story-without-link": (replace(_PLAIN, stories=(replace(_STORY, url=None, blocks=(_BARE,)),)), SETTINGS),
    "story-with-image": (
        replace(_PLAIN, articles=(_PICTURED,)),
        replace(SETTINGS, edition=EditionSettings(images=True)),
    ),
    "masthead-with-logos": (
        _with_block(),
        replace(SETTINGS, brand=Brand(logo="https://example.com/l.png", logo_dark="https://example.com/d.png")),
    ),
    "disclaimer-top": (_with_disclaimer(Placement.TOP), SETTINGS),
    "disclaimer-block": (_with_disclaimer(Placement.BLOCK), SETTINGS),
}


def message_parts(name: str) -> dict[str, str]:
    """Both parts of a message, by their suffix."""
    message = render(MESSAGES[name], SETTINGS)
    html = fill_html(message.html, message.fields, VALUES)
    return {".html": _on_lines(html), ".txt": fill_text(message.text, message.fields, VALUES)}


def paper_of(name: str) -> str:
    """The paper of a message: masthead, title and blocks."""
    edition, settings = PARTS[name]
    page = lxml_html.document_fromstring(render(edition, settings).html)
    (paper,) = page.find_class("paper")
    return _on_lines(etree.tostring(paper, encoding="unicode", method="html", with_tail=False))


def meaning(html: str) -> list[str]:
    """The HTML as a list that is equal where the meaning is: attributes in order, white space folded."""
    return list(_lines(lxml_html.document_fromstring(html)))


def _lines(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        yield f"<!--{_folded(element.text)}-->"
    else:
        attributes = "".join(f' {name}="{_folded(value)}"' for name, value in sorted(element.attrib.items()))
        yield f"<{element.tag}{attributes}>"
        yield from filter(None, [_folded(element.text)])
        for child in element:
            yield from _lines(child)
        yield f"</{element.tag}>"
    yield from filter(None, [_folded(element.tail)])


def _folded(text: str | None) -> str:
    return " ".join((text or "").split())


def _on_lines(html: str) -> str:
    """Each tag on a line of its own where the mail's reader won't see it, for people who read a change."""
    return re.sub(r"(</(?:p|h1|h2|h3|td|tr|table|div|style)>|<tbody>|<tr>)(?=<)", r"\1\n", html).strip() + "\n"
