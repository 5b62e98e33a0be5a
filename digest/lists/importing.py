"""A file of people into a list: first staged and compared, then merged in one transaction."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING

from digest.errors import ListError, NoPeopleError
from digest.lists.columns import find_columns
from digest.lists.people import Reader, Refused
from digest.lists.refused import Refusal, RefusedRows
from digest.lists.sources import list_files
from digest.lists.table import open_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from typing import BinaryIO

    from digest.lists.columns import Layout
    from digest.lists.people import Person
    from digest.lists.sources import ListFile
    from digest.lists.table import Table
    from digest.store import Comparison, Store
    from digest.subscriber import SuppressionReason

_BATCH = 2000  # rows at a time
_LONGEST = 100
_NAME = re.compile(rf"(?!\.)[^/\\\x00-\x1f\x7f]{{1,{_LONGEST}}}")
_FILE = 2**40  # lines of the second file of a zip are numbered from here


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportOptions:
    """How a file is read."""

    columns: Mapping[str, str] = field(default_factory=dict)  # field -> column, "" for none; others by their names
    leaving: SuppressionReason | None = None  # why nobody in the file must be mailed
    refused_to: Path | None = None  # rows that are no people go there, for their owner alone to read
    stdin: BinaryIO | None = None  # what "-" stands for
    progress: Callable[[int], None] = lambda _: None  # told how many more rows were read


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportReport:
    """What a file changes in a list. Each of its rows is in ``comparison``, ``repeated`` or ``refused``."""

    source: str
    list: str
    formats: tuple[str, ...]  # "Mailchimp" and others, where the columns are an export's
    comparison: Comparison
    repeated: int  # rows whose address came before
    repeats: tuple[Refusal, ...]  # the first of those
    refused: int  # rows that are no people
    refusals: tuple[Refusal, ...]  # the first of those
    left_out: tuple[str, ...] = ()  # files of a zip that hold no people
    refused_files: tuple[Path, ...] = ()  # where they are, to be mended and imported again


def import_list(store: Store, source: str, name: str, options: ImportOptions | None = None) -> ImportReport:
    """Import ``source``, a path or "-", into the list ``name``, which is made where it is missing; all or nothing.

    Adds and updates; removes nobody and lifts no suppression.

    Raises:
        ListError: the file is no list; nothing was imported.
        StoreError: the store can't be written; nothing was imported.
    """
    options = options or ImportOptions()
    with contextlib.closing(RefusedRows(options.refused_to)) as refused:
        report = _stage(store, source, name, options, refused)
        merge_list(store, report)
        return dataclasses.replace(report, refused_files=refused.keep())


def plan_import(store: Store, source: str, name: str, options: ImportOptions | None = None) -> ImportReport:
    """What :func:`import_list` would change. Nothing is written.

    Raises:
        ListError: the file is no list.
    """
    return _stage(store, source, name, options or ImportOptions(), RefusedRows(None))


def merge_list(store: Store, report: ImportReport) -> None:
    """Write what the last plan of ``store`` staged, so that a campaign may start in the same transaction."""
    store.imports.merge(report.list, source=said(report.source))


def said(source: str) -> str:
    """What consent that came by a file has as its source: the file's name."""
    return "standard input" if source == "-" else PurePath(source).name


def _stage(store: Store, source: str, name: str, options: ImportOptions, refused: RefusedRows) -> ImportReport:
    _check_name(name)
    store.imports.begin()
    formats, left_out = [], []
    with list_files(source, options.stdin) as files:
        paths = [file.path for file in files]
        for number, file in enumerate(files):
            try:
                layout = _stage_file(store, file, number, options, refused)
            except NoPeopleError:
                left_out.append(file.path)
                if len(left_out) == len(files):
                    raise
            else:
                formats.append(layout.format.name)
    found = store.imports.settle()
    repeats = [
        Refusal(path=paths[line // _FILE], line=line % _FILE, reason=f"has the address of line {first % _FILE}")
        for line, first in found.lines
    ]
    return ImportReport(
        source=source,
        list=name,
        formats=tuple(dict.fromkeys(filter(None, formats))),
        comparison=store.imports.compare(name),
        repeated=found.number,
        repeats=tuple(repeats),
        refused=refused.count,
        refusals=tuple(refused.first),
        left_out=tuple(left_out),
    )


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise ListError(
            f"A list can't be called {name[:_LONGEST]!r}.",
            remedy=f"Take at most {_LONGEST} characters, no slash, and no full stop at the start.",
        )


def _stage_file(store: Store, file: ListFile, number: int, options: ImportOptions, refused: RefusedRows) -> Layout:
    with open_table(file) as table:
        layout = find_columns(table, options.columns)
        reader = Reader(layout, options.leaving)
        store.imports.expect(reader.columns, reader.attributes)
        refused.begin(table.columns, reader.standing)
        people = _people(table, reader, number * _FILE, refused)
        while batch := list(itertools.islice(people, _BATCH)):
            store.imports.take(batch)
            options.progress(len(batch))
        return layout


def _people(table: Table, reader: Reader, base: int, refused: RefusedRows) -> Iterator[Person]:
    read = reader.read
    for line, cells, wrong in table.rows:
        fault = wrong
        if not fault:
            try:
                yield read(base + line, cells)
                continue
            except Refused as reason:
                fault = str(reason)
        refused.add(Refusal(path=table.path, line=line, reason=fault), cells)
