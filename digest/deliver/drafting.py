"""From a slot that is due to a draft that waits, or to a campaign where nobody needs to say yes."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from digest.deliver.launch import edition_of_slot, edition_settings, instant, launch
from digest.deliver.new_articles import articles_at, new_articles
from digest.deliver.start import refuse_errors
from digest.draft import write_draft
from digest.errors import DigestError, InputError, RefusedError
from digest.pipeline import edition_of_articles, prove
from digest.slot import SlotState

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from digest.article import Article
    from digest.deliver.schedule import Schedule
    from digest.settings import Settings
    from digest.slot import Slot
    from digest.store import Store

_HEX_DIGITS = 10


def draft_slot(  # noqa: PLR0913 - where, what, how and when
    store: Store,
    schedule: Schedule,
    slot: Slot,
    settings: Settings,
    environ: Mapping[str, str],
    *,
    now: dt.datetime,
) -> Slot:
    """Draft what is new in a slot that this process has taken, and let it wait or start.

    Returns the slot as it is then: skipped with the reason, waiting, or started.

    Raises:
        InputError: the source or the list can't be read.
        UnreachableError: the feed can't be reached.
    """
    settings = edition_settings(settings, schedule)
    articles, old = _articles(store, schedule, settings)
    missing = _too_few(articles, schedule)
    if missing and not (old and schedule.settings.nothing_new == "send"):
        return _moved(store, slot, SlotState.SKIPPED, reason=missing)
    store.lists.get(schedule.settings.list)
    edition = edition_of_articles(articles or old, settings, on=schedule.day(now))
    if not articles:
        edition = replace(edition, id=_again(edition.id, slot))
    path = f"drafts/{schedule.name}-{_at(schedule, slot)}.md"
    if settings.workspace is None:
        raise InputError("Schedules need a workspace.", remedy="Make one: digest init my-newsletter")
    write_draft(edition, settings.workspace / path, force=True)
    with store.transaction():
        waiting = _moved(store, slot, SlotState.WAITING, draft=path, edition=edition.id)
        store.schedules.remember(slot, [article.key for article in articles])
    proof = prove(edition_of_slot(schedule, waiting, settings, now=now), settings)
    try:
        refuse_errors(proof, environ)
        return waiting if schedule.settings.approval else launch(store, schedule, waiting, proof)
    except DigestError as error:
        return _moved(store, waiting, SlotState.WAITING, reason=str(error))


def _articles(store: Store, schedule: Schedule, settings: Settings) -> tuple[list[Article], list[Article]]:
    """What is new, and, where that is nothing and is to be sent, what is old."""
    source = schedule.settings.source
    articles = new_articles(source, settings, known=store.schedules.drafted(schedule.name))
    if articles or schedule.settings.nothing_new == "skip":
        return articles, []
    return [], articles_at(source, settings)


def _too_few(articles: Sequence[Article], schedule: Schedule) -> str:
    """Why there is nothing to draft; empty where there is."""
    if not articles:
        return "nothing new"
    least = schedule.settings.min_articles
    return f"{len(articles)} new of at least {least}" if len(articles) < least else ""


def _moved(  # noqa: PLR0913 - what a slot can change
    store: Store,
    slot: Slot,
    state: SlotState,
    *,
    reason: str = "",
    draft: str | None = None,
    edition: str | None = None,
) -> Slot:
    """A slot in its next state.

    Raises:
        RefusedError: another process was quicker.
    """
    if not store.schedules.move(slot, state, reason=reason, draft=draft, edition=edition):
        raise RefusedError(f"Another process has the slot {slot.at} of {slot.schedule}.", remedy="Look again.")
    return replace(slot, state=state, reason=reason, draft=draft or slot.draft, edition=edition or slot.edition)


def _again(edition: str, slot: Slot) -> str:
    """Another identity for the same articles, which may then reach people again."""
    digits = hashlib.sha256(f"{edition}\n{slot.schedule}\n{slot.at}".encode()).hexdigest()[:_HEX_DIGITS]
    return f"{edition.rpartition('-')[0]}-{digits}"


def _at(schedule: Schedule, slot: Slot) -> str:
    """A slot's time where the schedule is, as a file's name can have it."""
    return f"{instant(slot.at).astimezone(schedule.zone):%Y-%m-%d-%H%M}"
