"""A rule in words, for whoever meets its name in a report."""

from __future__ import annotations

import difflib

from digest.check.rules import RULES
from digest.errors import UsageError


def explain(name: str) -> str:
    """What a rule asks, why, what to do, and where it comes from, in a few lines.

    Raises:
        UsageError: there is no rule of that name.
    """
    rule = RULES.get(name)
    if rule is None:
        near = difflib.get_close_matches(name, RULES, n=1)
        remedy = f"Did you mean {near[0]}?" if near else "“digest check --rules” lists them."
        raise UsageError(f"There is no rule {name!r}.", remedy=remedy)
    return f"{rule.id} ({rule.severity})\n\n{rule.about}\n{rule.why}\n{rule.remedy}\n\n{rule.source}"
