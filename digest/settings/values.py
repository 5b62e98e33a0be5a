"""Single values of TOML -> text, number, flag, date or choice."""

from __future__ import annotations

import datetime as dt
from typing import Any

from digest.wording import short

# Annotation -> what TOML may have there, and how that is said.
_KINDS: dict[type, tuple[type | tuple[type, ...], str]] = {
    str: (str, "a text in quotation marks"),
    bool: (bool, "true or false"),
    int: (int, "a whole number"),
    float: ((int, float), "a number"),
    dt.date: (dt.date, "a date, such as 2026-01-31"),
}


class WrongValueError(ValueError):
    """A value that its setting can't take. The message is the end of a sentence that the key begins."""


def scalar(value: object, kind: Any) -> Any:  # noqa: ANN401  (an annotation, and an instance of it)
    """``value`` as a ``kind``. A date may also be a text, and the other way round. Raises WrongValueError."""
    types, words = _KINDS[kind]
    if kind is str and type(value) is dt.date:
        return value.isoformat()
    if kind is dt.date and isinstance(value, str):
        value = _date(value)
    confused = isinstance(value, bool) is not (kind is bool) or isinstance(value, dt.datetime)
    if confused or not isinstance(value, types):
        raise WrongValueError(f"must be {words}, not {shown(value)}")
    return float(value) if isinstance(value, int) and kind is float else value


def choice(value: object, hint: Any, choices: tuple[str, ...]) -> Any:  # noqa: ANN401  (as above)
    """``value``, which is one of ``choices``, as a member of ``hint`` if that is an enumeration."""
    if value not in choices:
        among = ", ".join(f'"{one}"' for one in choices)
        raise WrongValueError(f"= {shown(value)} is none of {among}")
    return hint(value) if isinstance(hint, type) else value


def shown(value: object) -> str:
    """``value`` as the file has it, near enough to find it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{short(value)}"'
    if isinstance(value, list):
        return "a list"
    return "a table" if isinstance(value, dict) else str(value)


def _date(text: str) -> dt.date | str:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return text
