"""Which of a publication's disclaimers hold for one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from digest.settings.model import DisclaimerSetting, Settings

AI_DISCLOSURE = "ai-disclosure"  # the id of what the law has said where a model wrote; in force only there


def disclaimers_in_force(
    settings: Settings, *, language: str, on: dt.date | None = None
) -> tuple[DisclaimerSetting, ...]:
    """The disclaimers for the list in force, a language and a day, one for each id, in the order of the file.

    Of variants with the same id, the one made for the list stands, else the one made for the language, else the latest.
    ``on`` is None where the day isn't known: then no variant is too early or too late.
    """
    rows = [row for row in settings.disclaimers if _applies(row, language, settings.list_name, on)]
    names = dict.fromkeys(row.id for row in rows)
    return tuple(max((row for row in rows if row.id == name), key=_closeness) for name in names)


def _applies(row: DisclaimerSetting, language: str, list_name: str | None, on: dt.date | None) -> bool:
    """Whether a row is for this list, language and day. "es" takes in "es-MX" (RFC 4647, section 3.3.1)."""
    tag = f"{language.lower()}-"
    return (
        (not row.lists or list_name in row.lists)
        and (not row.languages or any(tag.startswith(f"{one.lower()}-") for one in row.languages))
        and (on is None or row.from_ is None or row.from_ <= on)
        and (on is None or row.until is None or on <= row.until)
    )


def _closeness(row: DisclaimerSetting) -> tuple[bool, bool, int]:
    return bool(row.lists), bool(row.languages), row.from_.toordinal() if row.from_ else 0
