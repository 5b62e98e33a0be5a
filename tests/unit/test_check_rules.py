"""The rules as a whole: each can be explained, and what any step finds is one of them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from digest.check import RULES, explain
from digest.check.reference import reference
from digest.errors import UsageError

ROOT = Path(__file__).parents[2]


def test_the_page_of_rules_is_the_rules_own() -> None:
    """Run `make docs` after changing a rule."""
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == reference()


@pytest.mark.parametrize("name", RULES)
def test_a_rule_explains_itself(name: str) -> None:
    """Its name, what it asks, why, what to do, and a source that there is."""
    rule = RULES[name]
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)*", name)
    words = explain(name)
    assert all(part in words for part in (name, rule.about, rule.why, rule.remedy, rule.source))
    assert rule.source.startswith("https://") or (ROOT / rule.source).is_file()


def test_a_rule_that_there_is_not_is_named_with_the_nearest() -> None:
    with pytest.raises(UsageError, match="disclaimer-missing"):
        explain("disclaimer-mising")


def test_whatever_step_finds_something_finds_it_under_a_rule_that_there_is() -> None:
    """[checks] can level it, and --explain explain it."""
    named = {
        keyword.value.value
        for path in (ROOT / "digest").rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Finding"
        for keyword in call.keywords
        if keyword.arg == "rule" and isinstance(keyword.value, ast.Constant)
    }
    assert named - RULES.keys() == set()
    assert "summary-leans" in named
