"""The settings of a publication as they stand for one list, or under the options of one command."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any, Literal, cast

from digest.errors import UsageError

if TYPE_CHECKING:
    from digest.settings.model import DisclaimerSetting, ListSettings, Publication, Settings


def for_list(settings: Settings, name: str) -> Settings:
    """``settings`` with those of [lists.NAME] in force, or as they are where the list has none of its own."""
    own = settings.lists.get(name)
    settings = replace(settings, list_name=name)
    if own is None:
        return settings
    return replace(
        settings,
        publication=_publication(settings.publication, own),
        brand=replace(settings.brand, **cast("dict[str, Any]", own.brand)),
        edition=replace(settings.edition, template=own.template or settings.edition.template),
        disclaimers=_disclaimers(settings.disclaimers, own.disclaimers),
    )


def with_options(
    settings: Settings,
    *,
    words: int | None = None,
    template: str | None = None,
    summarizer: Literal["extractive", "llm"] | None = None,
) -> Settings:
    """``settings`` under the options of a command; None leaves a setting as it is. Raises UsageError."""
    if words is not None and words < 1:
        raise UsageError(f"--words {words} leaves no room for a sentence.", remedy="Give 1 or more.")
    summary = replace(
        settings.summary,
        words=settings.summary.words if words is None else words,
        summarizer=summarizer or settings.summary.summarizer,
    )
    edition = replace(settings.edition, template=template or settings.edition.template)
    return replace(settings, summary=summary, edition=edition)


def _publication(publication: Publication, own: ListSettings) -> Publication:
    shared = {f.name for f in fields(publication)} & {f.name for f in fields(own)}
    return replace(publication, **{name: getattr(own, name) for name in shared if getattr(own, name)})


def _disclaimers(rows: tuple[DisclaimerSetting, ...], ids: tuple[str, ...] | None) -> tuple[DisclaimerSetting, ...]:
    """Those with one of ``ids``, whatever lists they name; all where the list doesn't say."""
    if ids is None:
        return rows
    return tuple(replace(row, lists=()) for row in rows if row.id in ids)
