"""A moment as it is stored and printed."""

from __future__ import annotations

import datetime as dt


def rfc3339(moment: dt.datetime) -> str:
    """A moment with its zone as RFC 3339 in UTC, whole seconds: 2026-11-24T08:00:00Z."""
    return moment.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
