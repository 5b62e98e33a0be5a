"""A list as a table: its columns, and its rows with the line that each begins on."""

from __future__ import annotations

import contextlib
import csv
import itertools
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.errors import ListError, NoPeopleError
from digest.lists.addresses import is_plain, normalise
from digest.lists.encoding import DAMAGED, open_text
from digest.lists.formulas import unguard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.lists.sources import ListFile

# The line it begins on, the cells under the columns, and what is wrong with it, if anything. A tuple, since a million
# of them are made.
Row = tuple[int, list[str], str]
_SEPARATORS = ",;\t|"
_SAMPLE_LINES = 50
_UNCLOSED = "Look for a quotation mark that is opened about there and never closed."


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """What a file holds."""

    path: str
    encoding: str
    columns: list[str]
    first: list[Row]  # the first of the rows, which tell what the columns hold
    rows: Iterator[Row]


@contextlib.contextmanager
def open_table(file: ListFile) -> Iterator[Table]:
    """The table in a CSV file of any dialect, or in JSON Lines, whose columns are the keys of all its objects.

    Raises:
        NoPeopleError: it is empty.
        ListError: it is in no known encoding, or no table.
    """
    with contextlib.ExitStack() as stack:
        stream, encoding = open_text(file)
        stack.enter_context(stream)
        stack.enter_context(_readable(file.path, encoding))
        sample = list(itertools.islice(stream, _SAMPLE_LINES))
        first = next((line.strip() for line in sample if line.strip()), "")
        if not first:
            raise _empty(file.path)
        lines = itertools.chain(sample, stream)
        if first[0] == "[":
            raise ListError(
                f"{file.path} is neither CSV nor JSON Lines, but a JSON array.",
                remedy="Write one JSON object a line, as jq -c '.[]' does.",
            )
        if first[0] == "{":
            columns, rows = _json_lines(lines, stack.enter_context(open_text(file)[0]), file.path)
        else:
            columns, rows = _csv(sample, lines, file.path)
        if stream.errors == "replace":
            rows = map(_sound, rows)
        first_rows = list(itertools.islice(rows, _SAMPLE_LINES))
        yield Table(
            path=file.path,
            encoding=encoding,
            columns=columns,
            first=first_rows,
            rows=itertools.chain(first_rows, rows),
        )


@contextlib.contextmanager
def _readable(path: str, encoding: str) -> Iterator[None]:
    """Say plainly when a file turns out to be in no encoding or no CSV."""
    try:
        yield
    except UnicodeError as error:
        raise ListError(f"{path} begins as {encoding}, and isn't all of it.", remedy="Save it as UTF-8.") from error
    except csv.Error as error:
        raise ListError(f"{path} is no list: {error}.", remedy=_UNCLOSED) from error


def _sound(row: Row) -> Row:
    """A row, refused where something in it is damaged."""
    line, cells, fault = row
    damaged = any(DAMAGED in cell for cell in cells)
    return line, cells, fault or ("holds a character that is damaged" if damaged else "")


def _csv(sample: list[str], lines: Iterable[str], path: str) -> tuple[list[str], Iterator[Row]]:
    dialect = _dialect(sample)
    reader = csv.reader(lines, dialect)
    header = _header(reader, path)
    rows = _csv_rows(reader, len(header), dialect.delimiter, path)
    if _is_person(header):
        return ["address"], itertools.chain([(reader.line_num, header, "")], rows)
    return header, rows


def _dialect(sample: list[str]) -> type[csv.Dialect]:
    """The separator under which the first lines agree best, and how their quotes are written."""
    named = sample[0].strip().lower()
    separator = named[4:] if named.startswith("sep=") and len(named) == len("sep=;") else ""
    if not separator:
        separator = max(_SEPARATORS, key=lambda mark: _agreement(sample, mark))
    text = "".join(sample)

    class Found(csv.excel):
        delimiter = separator
        quotechar = "'" if text.startswith("'") and f"'{separator}'" in text else '"'
        skipinitialspace = f'{separator} "' in text
        escapechar = "\\" if re.search(rf'\\"[^{re.escape(separator)}\r\n]', text) and '""' not in text else None
        doublequote = escapechar is None

    return Found


def _agreement(sample: list[str], separator: str) -> tuple[int, int]:
    """How many of the first rows have as many cells as the header, if that has several, and how many those are."""
    try:
        rows = [row for row in csv.reader(sample, delimiter=separator) if row]
    except csv.Error:  # it is met again, with its line, when the rows are read
        return (0, 0)
    wide = len(rows[0]) if rows else 0
    return (sum(len(row) == wide for row in rows) if wide > 1 else 0, wide)


def _header(reader: Iterator[list[str]], path: str) -> list[str]:
    for cells in reader:
        named = [unguard(cell.strip()) for cell in cells]
        if any(named) and not named[0].lower().startswith("sep="):  # spreadsheets say the separator so
            return named
    raise _empty(path)


def _is_person(header: list[str]) -> bool:
    """Whether the first line is a person already: an address alone."""
    try:
        return len(header) == 1 and bool(normalise(header[0]))
    except ValueError:
        return False


def _csv_rows(reader: Any, width: int, separator: str, path: str) -> Iterator[Row]:  # noqa: ANN401  csv has no name for its readers' type
    end = reader.line_num
    try:
        for cells in reader:
            line, end = end + 1, reader.line_num
            if "'" in "".join(cells):
                cells = [unguard(cell) for cell in cells]  # noqa: PLW2901  once a row, where it is made
            if len(cells) == width and line == end:
                yield line, cells, ""
            elif any(map(str.strip, cells)):
                fault = _swallowed(cells, width, separator) if line < end else ""
                yield _odd_row(line, cells, width, fault)
    except csv.Error as error:
        raise ListError(f"{path}, line {end + 1}, is no row: {error}.", remedy=_UNCLOSED) from error


def _odd_row(line: int, cells: list[str], width: int, fault: str) -> Row:
    """A row of other than ``width`` cells, or over several lines. What a spreadsheet leaves off at the end is empty."""
    while len(cells) > width and not cells[-1].strip():
        cells = cells[:-1]
    if len(cells) > width and not fault:
        fault = f"has {len(cells)} cells, and there are {width} columns"
    return line, cells + [""] * (width - len(cells)), fault


def _swallowed(cells: list[str], width: int, separator: str) -> str:
    """What is wrong with a row over several lines when one of those is a whole row by itself."""
    for cell in cells:
        rows = [text.split(separator) for text in cell.splitlines()[1:]]
        people = [row for row in rows if len(row) == width and any(is_plain(part.strip().lower()) for part in row)]
        if people:
            return f"holds {len(people)} more rows: a quotation mark in it is never closed"
    return ""


def _json_lines(lines: Iterable[str], again: Iterable[str], path: str) -> tuple[list[str], Iterator[Row]]:
    columns = list(dict.fromkeys(key for line in lines for key in (_object(line) or {})))
    if not columns:
        raise ListError(f"{path} is neither CSV nor JSON Lines.", remedy="Write one JSON object a line.")
    return columns, _json_rows(columns, again)


def _json_rows(columns: list[str], lines: Iterable[str]) -> Iterator[Row]:
    for number, text in enumerate(lines, 1):
        values = _object(text)
        if values is not None:
            yield number, [_cell(values.get(key)) for key in columns], ""
        elif text.strip():
            yield number, [text.strip()], "is no JSON object"


def _object(text: str) -> dict[str, Any] | None:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _empty(path: str) -> NoPeopleError:
    return NoPeopleError(f"{path} is empty.", remedy="Give a file with one person a line.")
