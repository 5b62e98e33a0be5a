"""A slot's draft, approved by its content, on its way: as a campaign, once."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from digest.deliver.start import content_of, refuse_errors, refuse_findings
from digest.deliver.still_there import refuse_changed
from digest.errors import RefusedError
from digest.pipeline import edition_of_draft, prove
from digest.settings import for_list, with_options
from digest.slot import SlotState
from digest.store import Audience

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.deliver.schedule import Schedule
    from digest.edition import Edition
    from digest.pipeline import Proof
    from digest.settings import Settings
    from digest.slot import Slot
    from digest.store import Store


def edition_settings(settings: Settings, schedule: Schedule) -> Settings:
    """The settings in force for a schedule's editions: its list's, and its own template."""
    return with_options(for_list(settings, schedule.settings.list), template=schedule.settings.template or None)


def instant(text: str) -> dt.datetime:
    """An instant, as the store writes it down."""
    return dt.datetime.fromisoformat(text)


def edition_of_slot(schedule: Schedule, slot: Slot, settings: Settings, *, now: dt.datetime) -> Edition:
    """A slot's draft as it lies there, with the disclaimers in force now."""
    path = (settings.workspace or Path()) / slot.draft
    return edition_of_draft(path, settings, on=schedule.day(now), template=schedule.settings.template or None)


def proof_of_slot(schedule: Schedule, slot: Slot, settings: Settings, *, now: dt.datetime) -> Proof:
    """A slot's message as it would leave now, its sources read again.

    Raises:
        RefusedError: it has errors, or a sentence changed in its source or vanished from it.
        InputError: the draft can't be read back.
        UnreachableError: a source can't be reached.
    """
    settings = edition_settings(settings, schedule)
    proof = prove(edition_of_slot(schedule, slot, settings, now=now), settings)
    refuse_findings(proof)
    refuse_changed(proof.edition, settings)
    return proof


def approve(store: Store, slot: Slot, proof: Proof, *, who: str) -> Slot:
    """Keep somebody's yes to a slot's message, so that a worker sends it.

    Raises:
        RefusedError: nothing waits there any more.
    """
    with store.transaction():
        store.approvals.add(edition=proof.edition.id, hash=proof.message.hash, who=who)
        if not store.schedules.move(slot, SlotState.APPROVED, edition=proof.edition.id):
            raise RefusedError("That was approved or left out meanwhile.", remedy="See `digest schedules list`.")
    return replace(slot, state=SlotState.APPROVED)


def launch_approved(  # noqa: PLR0913 - where, what, how and when
    store: Store,
    schedule: Schedule,
    slot: Slot,
    settings: Settings,
    environ: Mapping[str, str],
    *,
    now: dt.datetime,
) -> Slot:
    """Start the campaign of an approved slot, if its message is still the one that was approved.

    Raises what :func:`proof_of_slot` does, and RefusedError where the message is another.
    """
    proof = proof_of_slot(schedule, slot, settings, now=now)
    approvals = store.approvals.of_edition(slot.edition)
    if proof.edition.id != slot.edition or all(one.hash != proof.message.hash for one in approvals):
        last = approvals[-1]
        raise RefusedError(
            f"It changed since {last.who} approved it at {last.at}.", remedy=f"Look again: digest approve {slot.draft}"
        )
    refuse_errors(proof, environ)
    return launch(store, schedule, slot, proof)


def launch(store: Store, schedule: Schedule, slot: Slot, proof: Proof) -> Slot:
    """Start the campaign of a slot: both together or neither, whoever else tries.

    Raises:
        RefusedError: another process was quicker, or the edition is on its way already.
        InputError: the list doesn't exist.
    """
    with store.transaction():
        campaign = store.audiences.start(content_of(proof, (slot.draft,)), Audience(lists=(schedule.settings.list,)))
        if not store.schedules.move(slot, SlotState.STARTED, campaign=campaign.id):
            raise RefusedError(f"Another process has the slot {slot.at} of {slot.schedule}.", remedy="Look again.")
    return replace(slot, state=SlotState.STARTED, campaign=campaign.id)
