"""Cells that a spreadsheet would take for formulas, and run (CWE-1236).

An apostrophe before them, which spreadsheets know as the mark of text, makes them harmless. It is taken away again when
the file is imported, so that an export is still the list as it was. Numbers and addresses are no formulas.
"""

from __future__ import annotations

import re

from digest.lists.addresses import is_plain

_FORMULA = re.compile(r"'*(?:[=@]|[+-](?![\d\s().,/-]*$))")


def guard(cell: str) -> str:
    """A cell as text, whatever program opens it."""
    return "'" + cell if _is_formula(cell) else cell


def unguard(cell: str) -> str:
    """The cell that :func:`guard` was given."""
    return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    return _FORMULA.match(cell) is not None and not is_plain(cell.lstrip("'").lower())
