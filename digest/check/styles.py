"""Style sheets that programs can read, with nothing to be loaded from elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check.rule import Family, Rule
from digest.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.check.page.document import Document
    from digest.finding import Finding

_GMAIL = "https://developers.google.com/workspace/gmail/design/css"

IMPORT = Rule(
    id="css-import",
    severity=Severity.WARNING,
    about="No style sheet imports another.",
    why="Most programs don't load it, Gmail drops the style sheet around it, and loading it tells who reads.",
    remedy="Copy the rules that are needed, and take the @import out.",
    source="https://www.caniemail.com/features/css-at-import/",
)
FONT = Rule(
    id="font-remote",
    severity=Severity.WARNING,
    about="No font is loaded from the web.",
    why="Most programs don't load it, Outlook falls back to Times New Roman, and the font's host learns who reads.",
    remedy="Name fonts that readers have.",
    source="https://www.caniemail.com/features/css-at-font-face/",
)
SHEET = Rule(
    id="stylesheet-remote",
    severity=Severity.WARNING,
    about="No style sheet is linked.",
    why="Most programs don't load it.",
    remedy="Put the rules into a style element, and what matters into style attributes.",
    source="https://www.caniemail.com/features/html-link/",
)
BROKEN = Rule(
    id="css-broken",
    severity=Severity.WARNING,
    about="Style sheets can be parsed to their end.",
    why="From the fault on the rules are lost, and Gmail drops the whole sheet.",
    remedy="Close the bracket, or correct the rule.",
    source=_GMAIL,
)
NESTED = Rule(
    id="css-nested",
    severity=Severity.WARNING,
    about="No at-rule or rule stands inside another at-rule or rule, but rules in @media.",
    why="Gmail drops a style sheet that nests them.",
    remedy="Write each @media by itself.",
    source="https://github.com/hteumeuleu/email-bugs/issues/84",
)


def check_styles(context: Context) -> Iterator[Finding]:
    """Hold the style elements to what programs take."""
    if context.page is None:
        return
    from digest.check.page.document import DEEPEST

    document = context.page.document
    where = "HTML part, style"
    sheet = document.sheet
    for imported in sheet.imports:
        yield IMPORT.finding(f"A style sheet imports {imported}.", where=where)
    yield from _fonts(document)
    for fault in dict.fromkeys(sheet.faults):
        yield BROKEN.finding(f"A style sheet can't be read: {fault}.", where=where)
    if document.depth > DEEPEST:
        words = f"elements stand {document.depth} deep in one another"
        yield BROKEN.finding(f"Style sheets can't be followed: {words}.", where="HTML part")
    if sheet.nested:
        yield NESTED.finding("A style sheet has a rule inside another.", where=where)


def _fonts(document: Document) -> Iterator[Finding]:
    for face in document.sheet.font_faces:
        if match := re.search(r"url\(\s*['\"]?((?:https?:)?//[^'\")\s]+)", face, re.IGNORECASE):
            yield FONT.finding(f"A font is loaded from {match[1]}.", where="HTML part, style")
    for _, link in document.iter("link"):
        href = link.get("href", "")
        if "stylesheet" not in link.get("rel", "").lower().split():
            continue
        where = f"HTML part, line {link.sourceline}"
        if re.search(r"font", href, re.IGNORECASE):
            yield FONT.finding(f"Fonts are loaded from {href}.", where=where)
        else:
            yield SHEET.finding(f"A style sheet is linked: {href}.", where=where)


FAMILY = Family(name="style sheets", rules=(IMPORT, FONT, SHEET, BROKEN, NESTED), check=check_styles)
