"""One person at a time, and lists out to files."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.errors import ListError, RefusedError
from digest.lists import (
    ImportOptions,
    add_subscriber,
    erase_subscriber,
    export_list,
    import_list,
    key_of,
    plan_import,
    show_subscriber,
)
from digest.store import Comparison, Store
from digest.subscriber import SuppressionReason

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS = """address,name,language,timezone,confirmed,consent_at,consent_source,consent_address,suppressed,Größe,city
ann@example.com,"Ann ""A"" Lee",de,Europe/Rome,yes,2024-05-01T10:00:00Z,form,192.0.2.7,,7,"Rom, Trastevere"
bob@example.com,,,,no,,people.csv,,,,
cat@xn--bcher-kva.example,Cat,,,yes,,people.csv,,unsubscribed,,
dan@example.com,Dan,,,yes,,people.csv,,bounced,,
"""


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store, in memory."""
    with Store(None) as opened:
        yield opened


def read(text: str) -> ImportOptions:
    """Standard input with that text."""
    return ImportOptions(stdin=io.BytesIO(text.encode()))


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_export_imports_as_it_was(store: Store, form: Literal["csv", "jsonl"]) -> None:
    """With consent, attributes and those who left, into another store just so."""
    import_list(store, "-", "readers", read(ROWS))
    out = io.StringIO()
    export_list(store, "readers", out, form)
    assert plan_import(store, "-", "readers", read(out.getvalue())).comparison == Comparison(unchanged=2, suppressed=2)
    with Store(None) as other:
        import_list(other, "-", "readers", read(out.getvalue()))
        again = io.StringIO()
        export_list(other, "readers", again, "csv")
    assert sorted(again.getvalue().splitlines()) == sorted(ROWS.splitlines())


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_where_somebody_left_survives_an_export(store: Store, form: Literal["csv", "jsonl"]) -> None:
    """Leaving all lists stays that; and of several reasons the one that nobody can take back goes out."""
    names = ("ann", "bob", "cat", "dan")
    for name in names:
        add_subscriber(store, f"{name}@example.com", "readers", {})
    left = [
        ("ann", SuppressionReason.UNSUBSCRIBED, None),
        ("bob", SuppressionReason.UNSUBSCRIBED, "readers"),
        ("cat", SuppressionReason.BY_HAND, "readers"),
        ("dan", SuppressionReason.BY_HAND, None),
        ("dan", SuppressionReason.COMPLAINED, None),
    ]
    for name, reason, on in left:
        store.suppressions.add(f"{name}@example.com", reason, address=f"{name}@example.com", name=on)
    out = io.StringIO()
    export_list(store, "readers", out, form)
    with Store(None) as other:
        import_list(other, "-", "readers", read(out.getvalue()))
        found = [(entry.address[:3], entry.reason, entry.list) for entry in other.suppressions.all()]
    assert found == [*left[:3], left[4]]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_an_attribute_with_a_fields_name_survives_an_export(store: Store, form: Literal["csv", "jsonl"]) -> None:
    """It doesn't become the address, the name or the status when it comes back."""
    text = "E-Mail;Street;mail;status\nann@example.com;1 High Street;bob@example.com;gold\n"
    options = ImportOptions(stdin=io.BytesIO(text.encode()), columns={"status": ""})
    import_list(store, "-", "readers", options)
    out = io.StringIO()
    export_list(store, "readers", out, form)
    assert plan_import(store, "-", "readers", read(out.getvalue())).comparison == Comparison(unchanged=1)


VALUES = st.text(st.sampled_from("=+-@'\"\\,;|\t <>aÖ7\u0663.()/"), max_size=8)


@settings(deadline=None, max_examples=50)
@given(names=st.lists(VALUES, min_size=1, max_size=5), columns=st.lists(VALUES, max_size=3))
def test_any_value_survives_an_export(names: list[str], columns: list[str]) -> None:
    """As CSV, whatever marks it is made of; and no cell of it is a formula."""
    keys = {" ".join(column.split()): name.strip() for column, name in zip(columns, names, strict=False)} | {"z": "1"}
    with Store(None) as store:
        rows = [
            {"email": f"a{number}@example.com", "name": name, "attributes": keys} for number, name in enumerate(names)
        ]
        import_list(store, "-", "readers", read("\n".join(map(json.dumps, rows))))
        out = io.StringIO()
        export_list(store, "readers", out)
        plan = plan_import(store, "-", "readers", read(out.getvalue()))
    assert plan.comparison == Comparison(unchanged=len(names))
    assert not [cell for row in csv.reader(io.StringIO(out.getvalue())) for cell in row if cell.startswith(("=", "@"))]


def test_an_exported_formula_is_text(store: Store) -> None:
    """For spreadsheets; a number stays a number, and an address an address."""
    row = {"email": "=a@example.com", "name": "-1+cmd|'/c calc'!A1", "=1+1": "+39 06 1234", "b": "'=B1"}
    import_list(store, "-", "readers", read(json.dumps(row)))
    out = io.StringIO()
    export_list(store, "readers", out)
    header, cells = csv.reader(io.StringIO(out.getvalue()))
    assert (header[-2:], cells[-2:]) == (["'=1+1", "b"], ["+39 06 1234", "''=B1"])
    assert cells[:2] == ["=a@example.com", "'-1+cmd|'/c calc'!A1"]
    assert plan_import(store, "-", "readers", read(out.getvalue())).comparison == Comparison(unchanged=1)


def test_a_person_is_added_with_what_is_known(store: Store) -> None:
    """As an import of one row, with the editor as the source of consent."""
    report = add_subscriber(store, "Ann@Example.com", "readers", {"name": "Ann", "city": "Rom"})
    assert report.comparison == Comparison(new=1)
    held = show_subscriber(store, "ANN@example.com")
    assert (held["name"], held["attributes"]) == ("Ann", {"city": "Rom"})
    assert held["lists"][0]["consent_source"] == "added by hand"


def test_what_cannot_be_added_says_why(store: Store) -> None:
    """And adds nobody."""
    with pytest.raises(ListError, match=r"^ann@ has no valid address"):
        add_subscriber(store, "ann@", "readers", {})
    add_subscriber(store, "ann@example.com", "readers", {})
    store.suppressions.add(key_of("ann@example.com"), SuppressionReason.COMPLAINED, address="ann@example.com")
    erase_subscriber(store, "bob@example.com")
    for address, reason in (("ann@example.com", "complained"), ("bob@example.com", "erased")):
        with pytest.raises(RefusedError, match=reason):
            add_subscriber(store, address, "sports", {})
    assert [entry.name for entry in store.lists.all()] == ["readers"]


def test_erasing_and_showing_go_by_any_spelling(store: Store) -> None:
    """An address is an address, however it is typed."""
    add_subscriber(store, "ann@bücher.example", "readers", {})
    assert erase_subscriber(store, "ANN@XN--BCHER-KVA.EXAMPLE")
    assert not erase_subscriber(store, "nobody@example.com")
    assert [entry["reason"] for entry in show_subscriber(store, "ann@bücher.example")["suppressions"]] == ["erased"]
    with pytest.raises(ListError, match="Nothing is held"):
        show_subscriber(store, "eve@example.com")
