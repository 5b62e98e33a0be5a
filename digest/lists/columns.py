"""Which column of a list is what."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digest.errors import ListError
from digest.lists.formats import ANYBODY, FIELDS, REFUSED_AS, WORDS, Format, Rule, Standing, find_format, plain_name

if TYPE_CHECKING:
    from collections.abc import Mapping


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


def find_columns(columns: list[str], path: str, chosen: Mapping[str, str]) -> Layout:
    """What each column is: by ``chosen`` (field -> column, "" for none), by the export it is, or by its name.

    Raises:
        ListError: there is no column of addresses, or a chosen one doesn't exist.
    """
    found = find_format(columns)
    places: dict[str, int] = {}
    for index, column in enumerate(columns):
        places.setdefault(plain_name(column), index)
    _check_chosen(chosen, places, path)
    fields = {name: _places(name, found, places, chosen) for name in FIELDS}
    if not fields["address"]:
        raise ListError(
            f"{path} has no column of addresses among {', '.join(filter(None, columns))[:200]}.",
            remedy="Call one email, or name it with --column address=COLUMN.",
        )
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
