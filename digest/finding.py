"""What a check or a reader has to say: a rule that fired, where, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Severity(StrEnum):
    """How much a finding weighs: an error stops a send, a warning is shown, a note is worth knowing."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One fault or fact. ``where`` names a place a person can go to; ``remedy`` is one sentence."""

    rule: str  # "disclaimer-missing": family and fault, in kebab case
    severity: Severity
    message: str
    where: str = ""
    remedy: str = ""


def gravest_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Errors, then warnings, then notes, each in their order."""
    gravity = list(Severity)
    return tuple(sorted(findings, key=lambda finding: gravity.index(finding.severity)))
