"""The disclaimers that a message must carry by the settings alone, where no edition names them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from digest.edition import Disclaimer

if TYPE_CHECKING:
    from digest.settings import Settings
    from digest.settings.model import DisclaimerSetting


def required_by_settings(settings: Settings, *, language: str, on: dt.date | None) -> tuple[Disclaimer, ...]:
    """Those in force for the list, the language and the day; on every day where ``on`` is None.

    Of several variants with one id the most particular holds: first by list, then by language, then the latest.
    """
    chosen: dict[str, DisclaimerSetting] = {}
    for row in sorted(settings.disclaimers, key=_particular):
        if _holds(row, settings.list_name, language, on):
            chosen[row.id] = row
    ids = dict.fromkeys(row.id for row in settings.disclaimers if row.id in chosen)
    return tuple(
        Disclaimer(id=id_, text=chosen[id_].text, placement=chosen[id_].placement, source="publication") for id_ in ids
    )


def _particular(row: DisclaimerSetting) -> tuple[bool, bool, dt.date]:
    return bool(row.lists), bool(row.languages), row.from_ or dt.date.min


def _holds(row: DisclaimerSetting, list_name: str | None, language: str, on: dt.date | None) -> bool:
    if row.lists and list_name not in row.lists:
        return False
    if row.languages and not any(_speaks(language, wanted) for wanted in row.languages):
        return False
    return on is None or (row.from_ or dt.date.min) <= on <= (row.until or dt.date.max)


def _speaks(language: str, wanted: str) -> bool:
    """Whether a language tag is the wanted one or a kind of it (RFC 4647, section 3.3.1)."""
    return f"{language.lower()}-".startswith(f"{wanted.lower()}-")
