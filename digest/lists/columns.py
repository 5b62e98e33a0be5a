"""Which column of a list is what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digest.errors import ListError, NoPeopleError
from digest.lists.addresses import is_plain
from digest.lists.formats import (
    ANYBODY,
    FIELDS,
    LOG,
    REFUSED_AS,
    WORDS,
    Format,
    Rule,
    Standing,
    find_format,
    plain_name,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.lists.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """The columns of one file, by their index."""

    format: Format
    address: int
    fields: Mapping[str, tuple[int, ...]]  # "name", "first name", ... -> columns, the first that holds something counts
    rules: tuple[tuple[int, Rule], ...]
    everybody: Standing
    packed: int | None  # holds a JSON object of attributes
    attributes: tuple[tuple[str, int], ...]

    @property
    def is_plain(self) -> bool:
        """Whether a row is an address, text and nothing that has to be worked out."""
        return not self.rules and self.packed is None and set(self.fields) <= {"name", "language", "timezone"}


def find_columns(table: Table, chosen: Mapping[str, str]) -> Layout:
    """What each column is: by ``chosen`` (field -> column, "" for none), by the export it is, or by its name.

    The addresses are also known by what they are, where no column's name says it.

    Raises:
        NoPeopleError: there is no column of addresses, or the table is a log of messages.
        ListError: two columns could be it, or have one name, or a chosen one doesn't exist.
    """
    columns, path = table.columns, table.path
    found = find_format(columns)
    places: dict[str, int] = {}
    for index, column in enumerate(columns):
        places.setdefault(plain_name(column), index)
    _check_chosen(chosen, places, path)
    fields = {name: _places(name, found, places, chosen) for name in FIELDS}
    if places.keys() >= LOG:
        raise NoPeopleError(f"{path} tells of messages, not of people.", remedy="Give the list of subscribers.")
    if not fields["address"]:
        fields["address"] = (_address_column(table),)
    rules = _rules(found, places, chosen)
    packed = places.get(found.packed)
    used = {index for indices in fields.values() for index in indices} | {index for index, _ in rules} | {packed}
    file_name = PurePosixPath(path).name.lower()
    everybody = next((who for start, who in found.file_names.items() if file_name.startswith(start)), found.everybody)
    return Layout(
        format=found,
        address=fields.pop("address")[0],
        fields={name: indices for name, indices in fields.items() if indices},
        rules=rules,
        everybody=everybody,
        packed=packed,
        attributes=_attributes(columns, used, found, path),
    )


def _address_column(table: Table) -> int:
    """The one column whose cells are addresses, at least every other."""
    if any(map(_is_address, table.columns)):
        raise ListError(
            f"{table.path} begins with a person, not with the names of its columns.",
            remedy="Write a line such as email,name above.",
        )
    cells = [[row[index].strip() for _, row, wrong in table.first if not wrong] for index in range(len(table.columns))]
    likely = [
        index for index, column in enumerate(cells) if 0 < sum(map(bool, column)) <= 2 * sum(map(_is_address, column))
    ]
    if len(likely) == 1:
        return likely[0]
    among = ", ".join(filter(None, (table.columns[index] for index in likely) if likely else table.columns))[:200]
    problem = ListError if likely else NoPeopleError
    raise problem(
        f"{table.path} has {'several columns' if likely else 'no column'} of addresses among {among}.",
        remedy="Call one email, or name it with --column address=COLUMN.",
    )


def _is_address(text: str) -> bool:
    return is_plain(text.strip().lower()) is not None


def _attributes(columns: list[str], used: set[int | None], found: Format, path: str) -> tuple[tuple[str, int], ...]:
    named: dict[str, int] = {}
    names = [" ".join(column.split()) for column in columns]
    fields = {names[index].casefold() for index in used if index is not None} if found is ANYBODY else set()
    for index, name in enumerate(names):
        if not name or index in used or plain_name(name) in found.ignored:
            continue
        if name in named or name.casefold() in fields:
            raise ListError(f"{path} has two columns called {name}.", remedy="Give one of them another name.")
        named[name] = index
    return tuple(named.items())


def _places(name: str, found: Format, places: Mapping[str, int], chosen: Mapping[str, str]) -> tuple[int, ...]:
    if name in chosen:
        return (places[plain_name(chosen[name])],) if chosen[name] else ()
    if name in found.fields:
        return tuple(places[column] for column in found.fields[name] if column in places)
    return next(((places[column],) for column in FIELDS[name] if column in places), ())


def _check_chosen(chosen: Mapping[str, str], places: Mapping[str, int], path: str) -> None:
    for name, column in chosen.items():
        if name not in FIELDS and name != "status":
            known = ", ".join(["status", *FIELDS])
            raise ListError(f"A subscriber has no field {name}.", remedy=f"Choose columns for {known}.")
        if column and plain_name(column) not in places:
            raise ListError(f"{path} has no column {column}.", remedy="Check its first line.")


def _rules(found: Format, places: Mapping[str, int], chosen: Mapping[str, str]) -> tuple[tuple[int, Rule], ...]:
    rules = found.rules
    if "status" in chosen:
        column = plain_name(chosen["status"])
        rules = (Rule(column=column, words=WORDS),) if column else ()
    return tuple((places[rule.column], rule) for rule in (*rules, REFUSED_AS) if rule.column in places)
