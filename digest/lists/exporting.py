"""A list into a file that every program reads, and that imports here as it was."""

from __future__ import annotations

import csv
import json
from typing import TYPE_CHECKING

from digest.errors import OutputError
from digest.lists.formats import EVERYWHERE, HERE, LEFT
from digest.lists.formulas import guard
from digest.lists.private import open_private, partial
from digest.subscriber import SuppressionReason

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Literal, TextIO

    from digest.store import Member, Store

_COLUMNS = (
    "address",
    "name",
    "language",
    "timezone",
    "confirmed",
    "consent_at",
    "consent_source",
    "consent_address",
    "suppressed",
)


def export_list(store: Store, name: str, file: TextIO, form: Literal["csv", "jsonl"] = "csv") -> None:
    """Write everybody on a list, with their consent and why they are left out, if they are.

    Raises:
        InputError: there is no such list.
    """
    attributes = store.lists.attribute_names(name)
    members = store.lists.members(name)
    if form == "jsonl":
        _write_json(members, file)
    else:
        _write_csv(members, attributes, file)


def export_to_file(store: Store, name: str, path: Path, form: Literal["csv", "jsonl"] = "csv") -> None:
    """Write a list to a file that its owner alone can read; whole, or not at all.

    Raises:
        InputError: there is no such list.
        OutputError: the file can't be written.
    """
    try:
        with open_private(partial(path)) as file:
            export_list(store, name, file, form)
        partial(path).replace(path)
    except OSError as error:
        raise OutputError(f"{path} can't be written: {error.strerror}.", remedy="Name another place.") from error
    finally:
        partial(path).unlink(missing_ok=True)


def _write_csv(members: Iterator[Member], attributes: list[str], file: TextIO) -> None:
    writer = csv.writer(file)
    writer.writerow([*_COLUMNS, *map(guard, attributes)])
    for member in members:
        held = member.subscriber.attributes
        address, *others = _values(member)
        writer.writerow([address, *map(guard, (*others, *(held.get(attribute, "") for attribute in attributes)))])


def _write_json(members: Iterator[Member], file: TextIO) -> None:
    for member in members:
        values = dict(zip(_COLUMNS, _values(member), strict=True)) | {"attributes": dict(member.subscriber.attributes)}
        file.write(json.dumps(values, ensure_ascii=False) + "\n")


def _values(member: Member) -> tuple[str, ...]:
    person, consent = member.subscriber, member.consent
    return (
        person.address,
        person.name,
        person.language,
        person.timezone,
        "yes" if consent.confirmed else "no",
        consent.at or "",
        consent.source,
        consent.address,
        _suppressed(member),
    )


def _suppressed(member: Member) -> str:
    """The reason, and where it holds unless that goes without saying."""
    if not member.suppressed or LEFT[SuppressionReason(member.suppressed)].here == member.here:
        return member.suppressed
    return f"{member.suppressed} {HERE if member.here else EVERYWHERE}"
