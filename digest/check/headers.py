"""The headers: whole, in ASCII, and the publication's own."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from digest.check.rule import Family, Rule
from digest.check.words import exact
from digest.finding import Severity
from digest.settings import parse_mailbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.context import Context
    from digest.finding import Finding
    from digest.mime.parse import ParsedMessage

_GMAIL = "https://support.google.com/mail/answer/81126"
_LONGEST_LINE = 998  # bytes, without CRLF
_INBOX = 60  # characters of a subject that an inbox on a computer shows
_ONCE = (
    "From",
    "Sender",
    "Reply-To",
    "To",
    "Cc",
    "Message-ID",
    "Subject",
    "Date",
    "List-Id",
    "MIME-Version",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
    "Content-Type",
    "Content-Transfer-Encoding",
)
_ADDRESS = re.compile(r"[^\s@<>,;]+@[^\s@<>,;.]+(?:\.[^\s@<>,;.]+)+")
_MESSAGE_ID = re.compile(r"<[^\s<>@]+@[^\s<>@]+>")
_FREE = frozenset({"gmail.com", "googlemail.com", "yahoo.com", "aol.com", "outlook.com", "hotmail.com", "icloud.com"})

SUBJECT_MISSING = Rule(
    id="subject-missing",
    severity=Severity.ERROR,
    about="There is a subject.",
    why="Nobody opens a message without one, and filters distrust it.",
    remedy="Write a subject.",
    source="https://www.rfc-editor.org/rfc/rfc5322#section-3.6.5",
)
SUBJECT_ALTERED = Rule(
    id="subject-altered",
    severity=Severity.ERROR,
    about="The subject is the edition's, whole.",
    why="It is the first thing that readers see, and what the editor approved.",
    remedy="Let the message carry the edition's subject.",
    source="https://www.rfc-editor.org/rfc/rfc5322#section-3.6.5",
)
SUBJECT_LONG = Rule(
    id="subject-long",
    severity=Severity.NOTE,
    about=f"The subject has at most {_INBOX} characters.",
    why="An inbox cuts a longer one, a phone's even sooner.",
    remedy="Put what matters first.",
    source="https://www.litmus.com/blog/best-practices-for-email-subject-lines",
)
PREHEADER = Rule(
    id="preheader-missing",
    severity=Severity.WARNING,
    about="The edition's preheader stands at the beginning of the HTML.",
    why="An inbox shows it beside the subject, and without it whatever comes first.",
    remedy="Let the template carry it, hidden, before everything else.",
    source="https://www.litmus.com/blog/the-ultimate-guide-to-preview-text-support",
)
SENDER_MISSING = Rule(
    id="sender-missing",
    severity=Severity.ERROR,
    about="From names one mailbox with a whole address.",
    why="Servers refuse a message that doesn't say whom it is from.",
    remedy='Set [publication] from = "Name <address>".',
    source="https://www.rfc-editor.org/rfc/rfc5322#section-3.6.2",
)
SENDER_DIFFERS = Rule(
    id="sender-differs",
    severity=Severity.ERROR,
    about="From is the publication's own address and name.",
    why="Readers and filters know a sender by it.",
    remedy="Let From be what [publication] from says.",
    source=_GMAIL,
)
SENDER_FREE = Rule(
    id="sender-freemail",
    severity=Severity.WARNING,
    about="From is at a domain of the publication's own.",
    why="Gmail, Yahoo and others refuse bulk mail in their own names that they didn't send (DMARC).",
    remedy="Send from a domain that you have.",
    source=_GMAIL,
)
LIST_ID = Rule(
    id="list-id-differs",
    severity=Severity.ERROR,
    about="List-Id is the one that the settings name.",
    why="Programs sort a publication's mail by it, and readers' filters would miss the message.",
    remedy="Let List-Id be what [publication] list_id says.",
    source="https://www.rfc-editor.org/rfc/rfc2919",
)
DATE = Rule(
    id="date-missing",
    severity=Severity.ERROR,
    about="There is a Date, and it is one.",
    why="A message without one is against the standard, and filters count it as spam.",
    remedy="Add a Date as RFC 5322 has it.",
    source="https://www.rfc-editor.org/rfc/rfc5322#section-3.6.1",
)
MESSAGE_ID = Rule(
    id="message-id-missing",
    severity=Severity.ERROR,
    about="There is a Message-ID, and it is one.",
    why="Gmail asks for it of bulk senders; without it two copies can't be told apart.",
    remedy="Add a Message-ID of the form <word@domain>.",
    source=_GMAIL,
)
REPEATED = Rule(
    id="header-repeated",
    severity=Severity.ERROR,
    about="A header that may stand once stands once.",
    why="Programs choose one of the two, each in its own way, and Gmail refuses the message.",
    remedy="Take out the second one.",
    source="https://www.rfc-editor.org/rfc/rfc5322#section-3.6",
)
UNDECODABLE = Rule(
    id="header-undecodable",
    severity=Severity.ERROR,
    about="Headers are in ASCII, other characters in encoded words that decode.",
    why="Anything else shows as rubbish in some inboxes, or gets the message refused.",
    remedy="Encode the header as RFC 2047 says; a library for mail does.",
    source="https://www.rfc-editor.org/rfc/rfc2047",
)
MIME = Rule(
    id="mime-version-missing",
    severity=Severity.ERROR,
    about="There is the header MIME-Version: 1.0.",
    why="Without it a program may show the parts as they stand, boundaries and all.",
    remedy="Add MIME-Version: 1.0.",
    source="https://www.rfc-editor.org/rfc/rfc2045#section-4",
)
LINE_LONG = Rule(
    id="line-too-long",
    severity=Severity.ERROR,
    about=f"No line of the message as sent has more than {_LONGEST_LINE} bytes.",
    why="Servers cut or break longer ones, in the middle of a tag or a letter.",
    remedy="Send the parts in quoted-printable or base64.",
    source="https://www.rfc-editor.org/rfc/rfc5322#section-2.1.1",
)
ADDRESS = Rule(
    id="address-invalid",
    severity=Severity.ERROR,
    about="Reply-To, Sender and To hold addresses that mail can go to.",
    why="An answer would be lost.",
    remedy="Correct the address.",
    source="https://www.rfc-editor.org/rfc/rfc5322#section-3.4",
)
EXPOSED = Rule(
    id="recipients-exposed",
    severity=Severity.WARNING,
    about="To names one reader, and there is no Cc or Bcc.",
    why="Readers would see one another's addresses.",
    remedy="Send each reader a copy of their own.",
    source="https://ico.org.uk/for-organisations/uk-gdpr-guidance-and-resources/security/email-and-security/",
)


def check_headers(context: Context) -> Iterator[Finding]:
    """Hold the headers to the standards, and to the settings where those are set."""
    message = context.message
    yield from _subject(context)
    yield from _sender(context)
    yield from _list_id(context)
    yield from _stamps(message)
    counts = Counter(header.name.lower() for header in message.headers)
    for name in _ONCE:
        if counts[name.lower()] > 1:
            yield REPEATED.finding(f"The header {name} stands {counts[name.lower()]} times.", where=f"header {name}")
    for defect in message.defects:
        if defect.kind == "header":
            yield UNDECODABLE.finding(f"{defect.message[:1].upper()}{defect.message[1:]}.", where=defect.where)
    if message.longest_line > _LONGEST_LINE:
        yield LINE_LONG.finding(f"A line has {message.longest_line:,} bytes.", where="the message as sent")
    yield from _recipients(message)


def _subject(context: Context) -> Iterator[Finding]:
    subject = exact(context.message.subject)
    where = "header Subject"
    if not subject:
        yield SUBJECT_MISSING.finding("The message has no subject.", where=where)
        return
    if context.edition and exact(context.edition.subject) not in subject:
        message = f"The subject is “{subject}”, and the edition's “{context.edition.subject}”."
        yield SUBJECT_ALTERED.finding(message, where=where)
    if context.edition and context.page and exact(context.edition.preheader) not in context.page.view.full:
        yield PREHEADER.finding("The preheader isn't in the HTML.", where="HTML part")
    if len(subject) > _INBOX:
        yield SUBJECT_LONG.finding(f"The subject has {len(subject)} characters.", where=where)


def _sender(context: Context) -> Iterator[Finding]:
    senders = context.message.addresses("From")
    where = "header From"
    if len(senders) != 1 or not _ADDRESS.fullmatch(senders[0].address):
        shown = context.message.value("From")
        yield SENDER_MISSING.finding(
            f"From is “{shown}”, which is not one mailbox." if shown else "The message has no From.", where=where
        )
        return
    sender = senders[0]
    if sender.address.rpartition("@")[2].lower() in _FREE:
        yield SENDER_FREE.finding(f"From is {sender.address}, at a free mail service.", where=where)
    if not context.settings.publication.from_:
        return
    own = parse_mailbox(context.settings.publication.from_)
    if _comparable(own.address) != _comparable(sender.address):
        yield SENDER_DIFFERS.finding(f"From is {sender.address}, and the settings say {own.address}.", where=where)
    elif own.name and exact(own.name) != exact(sender.name):
        yield SENDER_DIFFERS.finding(f"From is “{sender.name}”, and the settings say “{own.name}”.", where=where)


def _comparable(address: str) -> str:
    local, _, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode().lower()}"
    except UnicodeError:
        return f"{local}@{domain.lower()}"


def _list_id(context: Context) -> Iterator[Finding]:
    own = context.settings.publication.list_id.strip("<> ")
    if not own:
        return
    value = context.message.value("List-Id")
    found = value.rpartition("<")[2].rpartition(">")[0] if "<" in value else value
    if found.strip().lower() != own.lower():
        shown = f"List-Id is “{value}”" if value else "The message has no List-Id"
        yield LIST_ID.finding(f"{shown}, and the settings say {own}.", where="header List-Id")


def _stamps(message: ParsedMessage) -> Iterator[Finding]:
    if message.date is None:
        shown = message.value("Date")
        yield DATE.finding(f"The Date “{shown}” is none." if shown else "The message has no Date.", where="header Date")
    if not _MESSAGE_ID.fullmatch(message.raw("Message-ID").strip()):
        shown = message.value("Message-ID")
        words = f"The Message-ID “{shown}” is none." if shown else "The message has no Message-ID."
        yield MESSAGE_ID.finding(words, where="header Message-ID")
    if not message.value("MIME-Version").startswith("1.0"):
        yield MIME.finding("The message has no MIME-Version: 1.0.", where="header MIME-Version")


def _recipients(message: ParsedMessage) -> Iterator[Finding]:
    for name in ("Reply-To", "Sender", "To"):
        for address in message.addresses(name):
            if address.address and not _ADDRESS.fullmatch(address.address):
                words = f"{name} holds “{address.address}”, which is no address."
                yield ADDRESS.finding(words, where=f"header {name}")
    readers = len(message.addresses("To")) + len(message.addresses("Cc")) + len(message.addresses("Bcc"))
    if readers > 1:
        yield EXPOSED.finding(f"The headers name {readers} readers.", where="headers To, Cc and Bcc")


FAMILY = Family(
    name="headers",
    rules=(
        SUBJECT_MISSING,
        SUBJECT_ALTERED,
        SUBJECT_LONG,
        PREHEADER,
        SENDER_MISSING,
        SENDER_DIFFERS,
        SENDER_FREE,
        LIST_ID,
        DATE,
        MESSAGE_ID,
        REPEATED,
        UNDECODABLE,
        MIME,
        LINE_LONG,
        ADDRESS,
        EXPOSED,
    ),
    check=check_headers,
)
