"""Questions that only a person can answer."""

from __future__ import annotations

import sys

import click

from digest.errors import UsageError


def answer(question: str, *, yes: bool) -> bool:
    """Ask; ``yes`` is the answer given beforehand.

    Raises:
        UsageError: nobody is there to answer.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError(f"Nobody is there to answer: {question}", remedy="Say it with --yes.")
    return click.confirm(question, err=True)
