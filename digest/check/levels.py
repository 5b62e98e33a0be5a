"""Severities as [checks] has them, each change said in the finding."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from digest.check.rules import OFF
from digest.finding import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.finding import Finding
    from digest.settings import Settings

_ARTICLE = {Severity.ERROR: "an error", Severity.WARNING: "a warning", Severity.NOTE: "a note"}


def apply_levels(findings: Iterable[Finding], settings: Settings) -> Iterator[Finding]:
    """The findings as the settings weigh their rules; of those that are off, how many there were."""
    silenced: dict[str, int] = {}
    for finding in findings:
        level = settings.checks.levels.get(finding.rule, finding.severity)
        if level == "off":
            silenced[finding.rule] = silenced.get(finding.rule, 0) + 1
        elif level == finding.severity:
            yield finding
        else:
            changed = f"{finding.message} ([checks] makes this {_ARTICLE[Severity(level)]}; it is"
            changed = f"{changed} {_ARTICLE[finding.severity]} otherwise.)"
            yield replace(finding, severity=Severity(level), message=changed)
    for rule, times in silenced.items():
        yield OFF.finding(f"{rule} fired {'once' if times == 1 else f'{times} times'}, and [checks] has it off.")
