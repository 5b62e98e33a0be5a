"""Writes docs/rules.md: ``python -m digest.check.reference > docs/rules.md``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from digest.check.rules import FAMILIES, OFF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.rule import Rule

_HEAD = """# The rules of the check

This page is made from the rules themselves by `make docs`.

`digest check` holds the final bytes of a message to these rules, as a recipient's program would decode them, whatever
program wrote the message. An **error** stops a send, a **warning** is what some readers will suffer from, a **note** is
worth knowing. `digest check --explain RULE` says the same as this page. `[checks]` in digest.toml changes a rule's
severity, or turns it off; the report says so.

"""


def reference() -> str:
    """The page, as Markdown."""
    return _HEAD + "\n".join(_families())


def _families() -> Iterator[str]:
    for family in FAMILIES:
        yield f"## {family.name.capitalize()}\n"
        yield from map(_entry, family.rules)
    yield "## Settings\n"
    yield _entry(OFF)


def _entry(rule: Rule) -> str:
    source = rule.source if rule.source.startswith("https:") else rule.source.removeprefix("docs/")
    return (
        f"### `{rule.id}`\n\n**{rule.severity.capitalize()}.** {rule.about}\n\n{rule.why} {rule.remedy}"
        f" ([source]({source}))\n"
    )


if __name__ == "__main__":
    sys.stdout.write(reference())
