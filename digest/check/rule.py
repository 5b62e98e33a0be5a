"""What a rule is: its name, how much it weighs, where it comes from, and how a finding of it is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.check.context import Context


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the check.

    ``id`` is family and fault in kebab case, as findings and [checks] name it; ``about`` is one sentence on what it
    asks; ``why`` is what it is worth to a reader; ``source`` is the web address that it comes from.
    """

    id: str
    severity: Severity
    about: str
    why: str
    remedy: str
    source: str

    def finding(self, message: str, *, where: str = "", remedy: str = "") -> Finding:
        """A finding of this rule."""
        return Finding(rule=self.id, severity=self.severity, message=message, where=where, remedy=remedy or self.remedy)


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Rules that are checked together."""

    name: str
    rules: tuple[Rule, ...]
    check: Callable[[Context], Iterator[Finding]]
