"""One person at a time: onto a list, shown all that is held of them, forgotten."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

from digest.errors import ListError, RefusedError
from digest.lists.addresses import normalise
from digest.lists.importing import ImportOptions, import_list

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.lists.importing import ImportReport
    from digest.store import Store


def add_subscriber(store: Store, address: str, name: str, values: Mapping[str, str]) -> ImportReport:
    """Put one person on the list ``name``, as an import of one row with these ``values`` ("name", "city", ...).

    Raises:
        ListError: the address or a value can't be taken.
        RefusedError: the person left, or was erased; only their own new opt-in lifts that.
    """
    row = {**values, "email": address, "confirmed": "yes", "consent_source": "added by hand"}
    options = ImportOptions(stdin=io.BytesIO(json.dumps(row).encode()))
    with store.transaction():
        report = import_list(store, "-", name, options)
        if report.refused:
            raise ListError(f"{address} {report.refusals[0].reason}.", remedy="Nobody was added.")
        if report.comparison.suppressed:
            reasons = ", ".join(sorted({entry.reason for entry in store.suppressions.of(key_of(address))}))
            raise RefusedError(
                f"{address} must not be mailed ({reasons}), and was not added.",
                remedy="Only the person's own new opt-in lifts that; what was added by hand, "
                f"digest suppressions remove {address} takes back.",
            )
    return report


def show_subscriber(store: Store, address: str) -> dict[str, Any]:
    """All that is held of an address, as JSON.

    Raises:
        ListError: it is no address, or nothing is held.
    """
    held = store.subscribers.held(key_of(address))
    if not held:
        raise ListError(f"Nothing is held of {address}.", remedy="Check how it is written.")
    return held


def erase_subscriber(store: Store, address: str) -> bool:
    """Forget a person, and never take them in again by import; say whether there was anything to forget.

    Raises:
        ListError: it is no address.
    """
    return store.subscribers.erase(key_of(address))


def key_of(address: str) -> str:
    """The form of an address that compares.

    Raises:
        ListError: it is no address.
    """
    try:
        return normalise(address)[0]
    except ValueError as error:
        raise ListError(f"{address!r} {error}.", remedy="Check how it is written.") from error
