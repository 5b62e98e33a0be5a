"""The check: a message's final bytes held to every rule, whatever program made them."""

from digest.check.explain import explain
from digest.check.levels import apply_levels
from digest.check.report import Report, check
from digest.check.rule import Rule
from digest.check.rules import RULES

__all__ = ["RULES", "Report", "Rule", "apply_levels", "check", "explain"]
