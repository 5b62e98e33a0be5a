"""The check: a finished message held to every rule."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.check.context import Context
from digest.check.rules import FAMILIES, OFF
from digest.edition import Disclaimer
from digest.finding import Finding, Severity
from digest.mime.parse import parse_message
from digest.settings import AI_DISCLOSURE, disclaimers_in_force

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from digest.edition import Edition
    from digest.mime.parse import ParsedMessage
    from digest.settings import Settings

_ARTICLE = {Severity.ERROR: "an error", Severity.WARNING: "a warning", Severity.NOTE: "a note"}
_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


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
    required: Iterable[Disclaimer] | None = None,
    on: dt.date | None = None,
) -> Report:
    """Hold the final bytes of a message to every rule, as a recipient's program would decode them.

    ``edition`` is what the message was made from, None for a message that any program may have made. ``required`` are
    the disclaimers it must carry: by default the edition's, or, without one, those of the settings in force ``on``
    that day (the message's own date where None).

    Raises:
        MessageError: the bytes are no message.
    """
    message = parse_message(data)
    context = Context(
        message=message,
        settings=settings,
        required=tuple(required) if required is not None else _required(message, settings, edition, on),
        edition=edition,
    )
    found = [finding for family in FAMILIES for finding in family.check(context)]
    return Report(
        subject=message.subject,
        html_bytes=len((message.html or "").encode("utf-8", "replace")),
        text_bytes=len((message.text or "").encode("utf-8", "replace")),
        message_bytes=message.size,
        findings=tuple(sorted(_by_level(found, settings), key=lambda finding: _ORDER[finding.severity])),
    )


def _required(
    message: ParsedMessage, settings: Settings, edition: Edition | None, on: dt.date | None
) -> tuple[Disclaimer, ...]:
    if edition is not None:
        return edition.disclaimers
    if on is None and message.date:
        on = message.date.date()
    language = message.value("Content-Language") or settings.publication.language
    return tuple(
        Disclaimer(id=row.id, text=row.text, placement=row.placement, source="publication")
        for row in disclaimers_in_force(settings, language=language, on=on)
        if row.id != AI_DISCLOSURE
    )


def _by_level(findings: list[Finding], settings: Settings) -> Iterator[Finding]:
    """The findings with their severities as [checks] has them, each change said."""
    silenced: dict[str, int] = {}
    for finding in findings:
        level = settings.checks.levels.get(finding.rule, finding.severity)
        if level == "off":
            silenced[finding.rule] = silenced.get(finding.rule, 0) + 1
        elif level == finding.severity:
            yield finding
        else:
            changed = f"{finding.message} (Of itself this is {_ARTICLE[finding.severity]}; [checks] makes it so.)"
            yield replace(finding, severity=Severity(level), message=changed)
    for rule, times in silenced.items():
        message = (
            f"{rule} fired {times} times, and [checks] has it off." if times > 1 else f"{rule} is off in [checks]."
        )
        yield OFF.finding(message)
