"""The message can be read at all: both parts are there, can be decoded, and are whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.check.page.outlook import unclosed
from digest.check.rule import Family, Rule
from digest.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.finding import Finding

HTML_MISSING = Rule(
    id="html-missing",
    severity=Severity.ERROR,
    about="There is an HTML part, and it shows something.",
    why="Without it every reader has bare text: no links to point at, no headings, no images.",
    remedy="Send multipart/alternative with a text/html part.",
    source="https://www.rfc-editor.org/rfc/rfc2046#section-5.1.4",
)
TEXT_MISSING = Rule(
    id="text-missing",
    severity=Severity.ERROR,
    about="There is a plain-text part, and it isn't empty.",
    why="Watches, terminals, and many who can't see read it; filters distrust a message without one.",
    remedy="Send multipart/alternative with a text/plain part that says the same.",
    source="https://www.rfc-editor.org/rfc/rfc2046#section-5.1.4",
)
PART_ORDER = Rule(
    id="part-order",
    severity=Severity.ERROR,
    about="The text part stands before the HTML part, inside multipart/alternative.",
    why="Programs show the last alternative that they can: with HTML first, everybody gets the bare text.",
    remedy="Put both into one multipart/alternative, the text first.",
    source="https://www.rfc-editor.org/rfc/rfc2046#section-5.1.4",
)
UNDECODABLE = Rule(
    id="part-undecodable",
    severity=Severity.ERROR,
    about="Each part decodes as its headers declare: transfer encoding and charset.",
    why="What can't be decoded shows as rubbish, or not at all.",
    remedy="Write the part in UTF-8, in quoted-printable or base64, and declare just that.",
    source="https://www.rfc-editor.org/rfc/rfc2045#section-6",
)
STRUCTURE = Rule(
    id="structure-broken",
    severity=Severity.ERROR,
    about="The parts of the message are marked off as its headers say.",
    why="Programs mend a broken structure each in its own way, and some show nothing.",
    remedy="Build the message with a library for mail, and write it unchanged.",
    source="https://www.rfc-editor.org/rfc/rfc2046#section-5.1.1",
)
COMMENT_OPEN = Rule(
    id="comment-unclosed",
    severity=Severity.ERROR,
    about="Each comment, and each conditional comment for Outlook, is closed.",
    why="One that isn't swallows the rest of the message, in Outlook or everywhere.",
    remedy="Close it with <![endif]-->, or --> where it has no condition.",
    source="https://html.spec.whatwg.org/multipage/parsing.html#parse-error-eof-in-comment",
)
ATTACHMENT = Rule(
    id="attachment",
    severity=Severity.WARNING,
    about="A digest has no attachments.",
    why="Filters hold mail with attachments back, and readers fear them.",
    remedy="Put the file on the web, and link to it.",
    source="https://support.google.com/mail/answer/6590",
)
_EMPTY = "There is no {part} part."
_BLANK = "The {part} part is empty."


def check_parts(context: Context) -> Iterator[Finding]:
    """Say what is missing or broken in the message's make-up."""
    message = context.message
    if context.page is None or not (context.page.view.visible or any(context.page.document.iter("img"))):
        yield HTML_MISSING.finding((_EMPTY if message.html is None else _BLANK).format(part="HTML"))
    if not context.text:
        yield TEXT_MISSING.finding((_EMPTY if message.text is None else _BLANK).format(part="text"))
    yield from _order(context)
    for defect in message.defects:
        if defect.kind in {"encoding", "charset"}:
            yield UNDECODABLE.finding(f"{_capital(defect.message)}.", where=defect.where)
        elif defect.kind == "structure":
            yield STRUCTURE.finding(f"{_capital(defect.message)}.", where=defect.where)
    yield from _comments(message.html or "")
    for part in message.parts:
        if part.attachment:
            name = part.filename or part.content_type
            yield ATTACHMENT.finding(f"“{name}” is attached.", where=f"part {part.content_type}")


def _order(context: Context) -> Iterator[Finding]:
    kinds = context.message.alternatives
    if context.page is None or not context.text:
        return
    if "text/html" not in kinds or "text/plain" not in kinds:
        yield PART_ORDER.finding("The HTML and the text are not alternatives of each other.", where="parts")
    elif kinds.index("text/html") < kinds.index("text/plain"):
        yield PART_ORDER.finding("The HTML part stands before the text part.", where="parts")


def _comments(html: str) -> Iterator[Finding]:
    for offset in unclosed(html):
        line = html.count("\n", 0, offset) + 1
        yield COMMENT_OPEN.finding("A conditional comment is not closed.", where=f"HTML part, line {line}")
    last = html.rfind("<!--")
    if last >= 0 and "-->" not in html[last:]:
        line = html.count("\n", 0, last) + 1
        yield COMMENT_OPEN.finding("A comment is not closed.", where=f"HTML part, line {line}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


FAMILY = Family(
    name="parts",
    rules=(HTML_MISSING, TEXT_MISSING, PART_ORDER, UNDECODABLE, STRUCTURE, COMMENT_OPEN, ATTACHMENT),
    check=check_parts,
)
