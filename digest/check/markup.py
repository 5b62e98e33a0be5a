"""HTML whose elements are closed, so that every program builds the same tree from it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from digest.check.rule import Family, Rule
from digest.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.finding import Finding

# Elements whose end tag may not be left out (https://html.spec.whatwg.org/multipage/syntax.html#optional-tags).
_CLOSED = "table|div|a|span|h[1-6]|ul|ol|strong|em|b|i|u|font|center|blockquote|style|title|small|sup|sub"
_TAG = re.compile(
    rf"<(?P<end>/?)(?P<name>{_CLOSED})(?=[\s/>])(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^\"'>])*+)>", re.IGNORECASE
)
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)|<(style|script|title|textarea)\b.*?(?:</\1\s*>|\Z)|<![^>]*>", re.DOTALL | re.IGNORECASE
)

UNBALANCED = Rule(
    id="html-unbalanced",
    severity=Severity.WARNING,
    about="Each element that is opened is closed, for Outlook too.",
    why="Programs mend what isn't each in its own way, and a table may swallow the rest or fall apart.",
    remedy="Close the element, or take the end tag out.",
    source="https://html.spec.whatwg.org/multipage/syntax.html#optional-tags",
)
NESTED_LINK = Rule(
    id="link-nested",
    severity=Severity.WARNING,
    about="No link stands inside another.",
    why="Programs end the outer link there, and its rest opens nothing.",
    remedy="Close the first link before the second.",
    source="https://html.spec.whatwg.org/multipage/text-level-semantics.html#the-a-element",
)

DOCTYPE = Rule(
    id="doctype-missing",
    severity=Severity.NOTE,
    about="The HTML begins with a doctype.",
    why="Programs that keep it lay a message without one out by the rules of the nineties.",
    remedy="Begin with <!DOCTYPE html>.",
    source="https://www.caniemail.com/features/html-doctype/",
)
VIEWPORT = Rule(
    id="viewport-missing",
    severity=Severity.NOTE,
    about="The HTML says that it fits the window: a meta element viewport.",
    why="Some phones shrink a message without one until its text can't be read.",
    remedy='Write <meta name="viewport" content="width=device-width, initial-scale=1">.',
    source="https://developer.mozilla.org/docs/Web/HTML/Reference/Elements/meta/name/viewport",
)


def check_markup(context: Context) -> Iterator[Finding]:
    """Count what is opened and closed, in what everybody reads and in what Outlook reads."""
    if context.page is None:
        return
    found: dict[str, Finding] = {}
    for who, html in (
        ("", context.page.html),
        *((" for Outlook", html) for html in context.page.outlook_html.values()),
    ):
        tags = list(_TAG.finditer(_UNREAD.sub("", html)))
        for finding in (*_unbalanced(tags, who), *_nested(tags)):
            found.setdefault(f"{finding.rule} {finding.message.removesuffix(f'{who}.')}", finding)
    yield from found.values()
    if not context.page.html.lstrip().lower().startswith("<!doctype"):
        yield DOCTYPE.finding("The HTML has no doctype.", where="HTML part, line 1")
    if not any(meta.get("name", "").lower() == "viewport" for _, meta in context.page.document.iter("meta")):
        yield VIEWPORT.finding("The HTML names no viewport.", where="HTML part")


def _unbalanced(tags: list[re.Match[str]], who: str) -> Iterator[Finding]:
    opened = Counter(tag["name"].lower() for tag in tags if not tag["end"] and not tag["rest"].endswith("/"))
    closed = Counter(tag["name"].lower() for tag in tags if tag["end"])
    for name in sorted(opened | closed):
        if opened[name] != closed[name]:
            message = f"{opened[name]} elements {name} are opened and {closed[name]} closed{who}."
            yield UNBALANCED.finding(message, where="HTML part")


def _nested(tags: list[re.Match[str]]) -> Iterator[Finding]:
    inside = False
    for tag in tags:
        if tag["name"].lower() != "a":
            continue
        if inside and not tag["end"]:
            yield NESTED_LINK.finding(f"The link <a{tag['rest']}> stands inside another.", where="HTML part")
            return
        inside = not tag["end"] and "href" in tag["rest"].lower()


FAMILY = Family(name="markup", rules=(UNBALANCED, NESTED_LINK, DOCTYPE, VIEWPORT), check=check_markup)
