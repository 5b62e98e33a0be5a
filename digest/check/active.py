"""Nothing in the HTML acts by itself: no scripts, handlers, forms, frames or embedded objects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from digest.check.rule import Family, Rule
from digest.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.check.page.document import Document
    from digest.finding import Finding

_WHY = "Programs strip it or refuse the message, and filters take it for an attack."
_AMP = "https://developers.google.com/workspace/gmail/design/css"
_DATA_SCRIPTS = frozenset({"application/ld+json", "application/json"})  # read by Gmail for its cards, and never run
_LINKING = ("href", "src", "action", "formaction", "background", "poster", "data", "xlink:href", "srcset")
_CSS = re.compile(r"expression\s*\(|behaviou?r\s*:|-moz-binding|javascript\s*:|vbscript\s*:", re.IGNORECASE)

SCRIPT = Rule(
    id="script",
    severity=Severity.ERROR,
    about="There is no script, in an element, an address or a style.",
    why=_WHY,
    remedy="Take it out; put what it does on a web page, and link to it.",
    source=_AMP,
)
HANDLER = Rule(
    id="event-handler",
    severity=Severity.ERROR,
    about="No element has an event handler, such as onclick.",
    why=_WHY,
    remedy="Take the attribute out.",
    source=_AMP,
)
FORM = Rule(
    id="form",
    severity=Severity.ERROR,
    about="There is no form and no field to fill in.",
    why="Most programs don't send a form, Outlook doesn't show it, and Gmail warns of it.",
    remedy="Put the form on a web page, and link to it.",
    source="https://www.caniemail.com/features/html-form/",
)
EMBEDDED = Rule(
    id="embedded-content",
    severity=Severity.ERROR,
    about="There is no iframe, frame, object, embed or applet.",
    why=_WHY,
    remedy="Show an image, and link to what it stands for.",
    source="https://www.caniemail.com/features/html-object/",
)
REFRESH = Rule(
    id="meta-refresh",
    severity=Severity.ERROR,
    about="The message doesn't send its reader to another page.",
    why=_WHY,
    remedy="Take the meta element out, and link to the page.",
    source="https://www.w3.org/WAI/WCAG22/Techniques/failures/F41",
)
DATA = Rule(
    id="data-address",
    severity=Severity.ERROR,
    about="No data: address holds anything but an image.",
    why=_WHY,
    remedy="Put the content on the web, and link to it.",
    source="https://www.caniemail.com/features/image-base64/",
)


def check_active(context: Context) -> Iterator[Finding]:
    """Look for active content in what any program makes of the HTML."""
    if context.page is None:
        return
    documents = {id(view.document): view.document for view in context.page.views}
    found: dict[tuple[str, str], Finding] = {}
    for document in documents.values():
        for finding in _in_document(document):
            found.setdefault((finding.rule, finding.message), finding)
    yield from found.values()


def _in_document(document: Document) -> Iterator[Finding]:
    for element in document.elements:
        where = f"HTML part, line {element.sourceline}"
        yield from _element(element, where)
        for name, value in element.attrib.items():
            yield from _attribute(element.tag, name, value, where)
        if element.tag == "style" and (match := _CSS.search(element.text or "")):
            yield SCRIPT.finding(f"A style sheet holds “{match[0]}”.", where=where)


def _element(element: Any, where: str) -> Iterator[Finding]:  # noqa: ANN401 (lxml has no types)
    tag = element.tag
    if tag == "script" and element.get("type", "").strip().lower() not in _DATA_SCRIPTS:
        yield SCRIPT.finding("There is a script element.", where=where)
    elif tag in {"form", "input", "select", "textarea", "button"}:
        yield FORM.finding(f"There is an element {tag}.", where=where)
    elif tag in {"iframe", "frame", "frameset", "object", "embed", "applet"}:
        yield EMBEDDED.finding(f"There is an element {tag}.", where=where)
    elif tag == "meta" and element.get("http-equiv", "").strip().lower() == "refresh":
        yield REFRESH.finding("A meta element sends the reader to another page.", where=where)


def _attribute(tag: str, name: str, value: str, where: str) -> Iterator[Finding]:
    if re.fullmatch(r"on[a-z]+", name):
        yield HANDLER.finding(f"An element {tag} has the handler {name}.", where=where)
    elif name == "style" and (match := _CSS.search(value)):
        yield SCRIPT.finding(f"A style attribute holds “{match[0]}”.", where=where)
    elif name in _LINKING:
        address = re.sub(r"[\x00-\x20]", "", value).lower()
        if address.startswith(("javascript:", "vbscript:", "livescript:")):
            yield SCRIPT.finding(f"The {name} of an element {tag} is a script.", where=where)
        elif address.startswith("data:") and (not address.startswith("data:image/") or name == "href"):
            yield DATA.finding(f"The {name} of an element {tag} holds data.", where=where)
        elif address.startswith("data:image/svg") and "script" in address:
            yield SCRIPT.finding(f"The {name} of an element {tag} is an image with a script.", where=where)


FAMILY = Family(name="active content", rules=(SCRIPT, HANDLER, FORM, EMBEDDED, REFRESH, DATA), check=check_active)
