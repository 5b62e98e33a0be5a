"""From a proof to a campaign's content, and what may stop it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.check import RULES
from digest.errors import RefusedError
from digest.finding import Severity
from digest.providers import provider_for
from digest.store import CampaignContent

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from digest.pipeline import Proof
    from digest.settings import Settings


def content_of(proof: Proof, sources: Sequence[str]) -> CampaignContent:
    """What a campaign of this proof sends, and keeps of where it came from."""
    return CampaignContent(
        edition=proof.edition.id,
        title=proof.edition.title,
        path=" ".join(sources),
        content=proof.message.hash,
        message=proof.message,
        disclaimers=proof.edition.disclaimers,
        allowed=_allowed(proof.settings),
    )


def refuse_errors(proof: Proof, environ: Mapping[str, str]) -> None:
    """Let nothing leave that has errors, no sender, or no provider that could take it.

    Raises:
        RefusedError: naming the rules, or what is missing.
        SettingsError, MissingExtraError: the provider can't be made.
    """
    refuse_findings(proof)
    provider_for(proof.settings, environ)


def refuse_findings(proof: Proof) -> None:
    """Let nothing leave, or be approved, that has errors or no sender.

    Raises:
        RefusedError: naming the rules, or what is missing.
    """
    if not proof.settings.publication.from_:
        raise RefusedError(
            "Nothing is sent: the settings don't say whom the message is from.",
            remedy='Set [publication] from = "Name <address>" in digest.toml.',
        )
    rules = sorted({finding.rule for finding in proof.report.errors})
    if rules:
        raise RefusedError(
            f"Nothing is sent: the check found {', '.join(rules)}.",
            remedy="Put it right, or allow the rule by its name under [checks] in digest.toml.",
        )


def _allowed(settings: Settings) -> tuple[str, ...]:
    """Rules whose errors the settings let through."""
    errors = {rule for rule, known in RULES.items() if known.severity is Severity.ERROR}
    return tuple(rule for rule, level in settings.checks.levels.items() if rule in errors and level != "error")
