"""No field is left open, whatever program's fields they are."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from digest.check.rule import Family, Rule
from digest.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.finding import Finding

OPEN = Rule(
    id="field-open",
    severity=Severity.ERROR,
    about="No field of a template or of a subscriber is left open, in headers, HTML or text.",
    why="Nothing tells a reader so plainly that nobody looked.",
    remedy="Fill the field, or give it a default.",
    source="https://docs.sendgrid.com/ui/sending-email/using-substitution-tags",
)
EMPTY = Rule(
    id="field-empty",
    severity=Severity.WARNING,
    about="No field was filled with nothing: “Dear None”, “Hello ,”.",
    why="It looks like a mistake, and is one.",
    remedy="Give the field a default.",
    source="https://docs.sendgrid.com/ui/sending-email/using-substitution-tags",
)
PLACEHOLDER = Rule(
    id="placeholder-text",
    severity=Severity.WARNING,
    about="No filler text is left: lorem ipsum, “insert text here”, TK.",
    why="It was meant to be replaced.",
    remedy="Write the words, or take the place out.",
    source="https://www.chicagomanualofstyle.org/qanda/data/faq/topics/ManuscriptPreparation.html",
)
# What fields are called, for those programs whose marks of a field stand in ordinary prose too.
_NAMES = (
    r"name|e-?mail|(?:first|last|full|nick|user)[ _-]?name|unsubscribe(?:[ _-]?(?:link|url))?|"
    r"(?:subscriber|recipient|contact|merge|newsletter)[\w .:-]*"
).replace(" ", r"\ ")
_OPEN = re.compile(
    rf"""__DG_\w+?__|\{{\{{[^{{}}\n]{{1,120}}\}}\}}|\{{%[^{{}}\n]{{1,120}}%\}}|%7B%7B.{{1,120}}?%7D%7D
    |\*\|[^|\n]{{1,80}}\|\*|<%[=-]?[^<>\n]{{1,120}}%>|%%(?:=[^%\n]{{1,120}}=|[A-Za-z_][\w .:-]{{0,80}})%%
    |[$#]\{{[A-Za-z_][\w.]*\}}|\[%[^\[\]\n]{{1,120}}%\]|%\[[A-Za-z_][\w .-]*\]%|%\([A-Za-z_]\w*\)[sd]
    |%(?:recipient|subscriber|user)\.?[\w.]*%|(?<!%[0-9A-F]{{2}})%(?=[A-Z_]*[G-Z])[A-Z][A-Z_]{{3,}}%
    |\[\[[A-Za-z_][\w .:"'-]*\]\]|\{{![A-Za-z_$][\w.]*\}}|~[A-Z]\w*\.[A-Z]\w*~|@@[A-Za-z_]\w*@@|\#\#[A-Z_]{{3,}}\#\#
    |\|\|[A-Za-z_]\w*\|\||(?i:\[(?:{_NAMES})(?:\s*[|,][^\[\]\n]{{0,80}})?\]|\{{\$?(?:{_NAMES})\}}|<<(?:{_NAMES})>>
    |\$(?:{_NAMES})\$)""",
    re.VERBOSE,
)
_EMPTY = re.compile(r"\b(?:Dear|Hi|Hello|Hey)\s+(?:None|null|undefined|NaN|nan|,)(?!\w)|\[object Object\]")
_FILLER = re.compile(
    r"lorem ipsum|\[insert [^\]\n]{1,60}\]|\binsert (?:text|title|headline|link|name|image|copy) here\b|\bTKTK\b"
    r"|\byour (?:text|headline|copy) here\b",
    re.IGNORECASE,
)
_READ_HEADERS = frozenset({"from", "to", "cc", "reply-to", "sender", "subject", "list-unsubscribe", "list-id"})
_UNREAD = re.compile(
    r"<(style|script|code|pre)\b.*?(?:</\1\s*>|\Z)|<!--(?!\s*\[if).*?(?:-->|\Z)", re.DOTALL | re.IGNORECASE
)


def check_open_fields(context: Context) -> Iterator[Finding]:
    """Look for open fields in every place that a reader or a program reads."""
    own = _own_words(context)
    for where, text in _places(context):
        found = dict.fromkeys(match[0] for match in _OPEN.finditer(text))
        for field in found:
            if unquote(field) not in own:
                yield OPEN.finding(f"The field {field} is left open.", where=where)
    for where, text in _read(context):
        if match := _EMPTY.search(text):
            yield EMPTY.finding(f"“{match[0]}” was filled with nothing.", where=where)
        if (match := _FILLER.search(text)) and match[0] not in own:
            yield PLACEHOLDER.finding(f"“{match[0]}” stands in the message.", where=where)


def _own_words(context: Context) -> str:
    """What the articles themselves say, which may look like a field and is none."""
    if context.edition is None:
        return ""
    articles = context.edition.articles
    named = (name for article in articles for name in (article.title, article.byline or "", article.text))
    pictured = (words for article in articles for image in article.images for words in (image.alt, image.credit))
    return "\n".join((*named, *pictured))


def _places(context: Context) -> Iterator[tuple[str, str]]:
    for header in context.message.headers:
        if header.name.lower() in _READ_HEADERS:
            yield f"header {header.name}", header.value
    yield "HTML part", html.unescape(_UNREAD.sub(" ", context.message.html or ""))
    yield "text part", context.message.text or ""


def _read(context: Context) -> Iterator[tuple[str, str]]:
    yield "header Subject", context.message.subject
    if context.page:
        yield "HTML part", context.page.view.full
    yield "text part", context.text


FAMILY = Family(name="open fields", rules=(OPEN, EMPTY, PLACEHOLDER), check=check_open_fields)
