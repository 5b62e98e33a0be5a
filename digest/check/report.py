"""The check: a finished message held to every rule."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.check.context import Context
from digest.check.levels import apply_levels
from digest.check.rules import FAMILIES
from digest.edition import Disclaimer
from digest.finding import Finding, Severity, gravest_first
from digest.mime.parse import parse_message
from digest.settings import AI_DISCLOSURE, disclaimers_in_force
from digest.text import detect_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from digest.edition import Edition
    from digest.mime.parse import ParsedMessage
    from digest.settings import Settings

_LANG = re.compile(r"<(?:html|body|div|table)\b[^>]*?\slang\s*=\s*[\"']?([A-Za-z-]{2,})", re.IGNORECASE)
_MOST_ALIKE = 20  # findings of one rule that a report names


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What a check found, the gravest first; sizes in bytes, of each decoded part in UTF-8 and of the whole as sent."""

    subject: str
    html_bytes: int
    text_bytes: int
    message_bytes: int
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings that stop a send."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """The findings that some readers will suffer from."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.WARNING)


def check(
    data: bytes,
    settings: Settings,
    *,
    edition: Edition | None = None,
    on: dt.date | None = None,
    probe: Callable[[str], int] | None = None,
) -> Report:
    """Hold the final bytes of a message to every rule, as a recipient's program would decode them.

    ``edition`` is what the message was made from, None for a message that any program may have made. The disclaimers
    that it must carry are the edition's or, without one, those of the settings in force ``on`` that day (the message's
    own date where None). ``probe`` says with which status a web address answers, or raises DigestError; without it no
    link is looked at.

    Raises:
        MessageError: the bytes are no message.
        SettingsError: [checks] names a client that there isn't.
    """
    message = parse_message(data)
    context = Context(
        message=message,
        settings=settings,
        required=_required(message, settings, edition, on),
        edition=edition,
        probe=probe,
    )
    found = [finding for family in FAMILIES for finding in family.check(context)]
    return Report(
        subject=message.subject,
        html_bytes=len((message.html or "").encode("utf-8", "replace")),
        text_bytes=len((message.text or "").encode("utf-8", "replace")),
        message_bytes=message.size,
        findings=gravest_first(_fewer(apply_levels(found, settings))),
    )


def _required(
    message: ParsedMessage, settings: Settings, edition: Edition | None, on: dt.date | None
) -> tuple[Disclaimer, ...]:
    if edition is not None:
        return edition.disclaimers
    if on is None and message.date:
        on = message.date.date()
    language = _language(message) or settings.publication.language
    return tuple(
        Disclaimer(id=row.id, text=row.text, placement=row.placement, source="publication")
        for row in disclaimers_in_force(settings, language=language, on=on)
        if row.id != AI_DISCLOSURE
    )


def _language(message: ParsedMessage) -> str:
    """The language that the message says it is in, or seems to be in."""
    declared = _LANG.search(message.html or "")
    seems = detect_language(message.text or "")
    return message.value("Content-Language") or (declared[1] if declared else "") or ("" if seems == "und" else seems)


def _fewer(findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings, of each rule only the first ones, the last of which says how many more there are."""
    alike: dict[str, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(finding.rule, []).append(finding)
    for group in alike.values():
        yield from group[: _MOST_ALIKE - 1]
        for last in group[_MOST_ALIKE - 1 : _MOST_ALIKE]:
            more = len(group) - _MOST_ALIKE
            yield replace(last, message=f"{last.message} (And {more} more like it.)") if more else last
