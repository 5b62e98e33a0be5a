"""One time at which a schedule fires, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class SlotState(StrEnum):
    """Where the digest of one slot stands."""

    DUE = "due"  # to be drafted
    ASKS = "asks"  # its time had passed before anybody saw it, and a person decides
    WAITING = "waiting"  # drafted; an editor's yes is missing, or something else that ``reason`` says
    APPROVED = "approved"  # to be sent, if it is still what was approved
    STARTED = "started"  # as a campaign
    SKIPPED = "skipped"  # nothing new, or left out by an editor
    MISSED = "missed"


OPEN = (SlotState.DUE, SlotState.ASKS, SlotState.WAITING, SlotState.APPROVED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """A schedule's slot. Nothing fires twice, since there is one of a schedule and an instant."""

    schedule: str
    at: str  # RFC 3339, UTC
    state: SlotState
    changed: str
    reason: str = ""
    draft: str = ""  # its path, relative to the workspace
    edition: str = ""
    campaign: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Somebody's yes to the message of that hash, and to no other."""

    edition: str
    hash: str
    who: str
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Nothing of a schedule leaves until it is released; of nothing at all where ``name`` is empty."""

    name: str
    who: str
    at: str
