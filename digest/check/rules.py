"""All rules of the check, by family."""

from __future__ import annotations

from digest.check import (
    accessibility,
    active,
    clients,
    disclaimers,
    earlier,
    headers,
    images,
    links,
    markup,
    open_fields,
    parity,
    parts,
    publication,
    reachable,
    signature,
    size,
    styles,
    unsubscribe,
)
from digest.check.rule import Family, Rule
from digest.finding import Severity

FAMILIES: tuple[Family, ...] = (
    parts.FAMILY,
    headers.FAMILY,
    disclaimers.FAMILY,
    unsubscribe.FAMILY,
    signature.FAMILY,
    publication.FAMILY,
    open_fields.FAMILY,
    active.FAMILY,
    links.FAMILY,
    parity.FAMILY,
    images.FAMILY,
    accessibility.FAMILY,
    markup.FAMILY,
    styles.FAMILY,
    size.FAMILY,
    clients.FAMILY,
    reachable.FAMILY,
    earlier.FAMILY,
)
OFF = Rule(
    id="rule-off",
    severity=Severity.NOTE,
    about="A rule that [checks] has off would have fired.",
    why="Whoever reads the report shall know what it doesn't say.",
    remedy="Take the rule out of [checks] to see its findings.",
    source="docs/settings.md",
)
RULES: dict[str, Rule] = {rule.id: rule for family in FAMILIES for rule in family.rules} | {OFF.id: OFF}
