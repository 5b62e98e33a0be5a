"""How commands print: JSON documents, findings and one line per thing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from digest.finding import Severity
from digest.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.errors import DigestError
    from digest.finding import Finding

INTERRUPTED = 130  # as a shell reports a program that SIGINT ended
COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


def print_json(documents: list[dict[str, Any]], *, several: bool) -> None:
    """Print one indented document, or one line for each where several were asked for."""
    from digest.report import dump

    for document in documents:
        click.echo(dump(document, indent=None if several else 2), nl=False)


def print_findings(findings: Iterable[Finding], *, err: bool = False) -> None:
    """One line a finding: severity, what and where; the remedy under it."""
    for finding in findings:
        label = click.style(finding.severity.value, fg=COLORS[finding.severity], bold=True)
        where = f" ({finding.where})" if finding.where else ""
        click.echo(f"{label} {finding.rule}: {finding.message}{where}", err=err)
        if finding.remedy:
            click.echo(f"    {finding.remedy}", err=err)


def print_failures(failures: Iterable[DigestError]) -> None:
    """Say which inputs were left out, and why."""
    for failure in failures:
        print_error(failure)


def print_error(error: DigestError, *, color: bool | None = None) -> None:
    """What went wrong, and under it what to do."""
    click.echo(f"{click.style('Error:', fg='red', bold=True)} {error.message}", err=True, color=color)
    if error.remedy:
        click.echo(error.remedy, err=True)


def tally(findings: Iterable[Finding]) -> str:
    """``no errors, 1 warning, 2 notes``."""
    counts = Counter(finding.severity for finding in findings)
    return ", ".join(count(counts[severity], severity.value) for severity in Severity)
