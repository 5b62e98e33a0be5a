"""Files of people into a list."""

from __future__ import annotations

import csv
import io
import json
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from digest.errors import ListError
from digest.lists import ImportOptions, import_list, plan_import
from digest.store import Audience, Comparison, Store
from digest.subscriber import SuppressionReason
from tests.unit.store_parts import content, people

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.lists import ImportReport
    from digest.subscriber import Subscriber


@pytest.fixture
def store() -> Iterator[Store]:
    """An empty store, in memory."""
    with Store(None) as opened:
        yield opened


def take(store: Store, folder: Path, text: str | bytes, name: str = "people.csv", **options: object) -> ImportReport:
    """Import a file with that text into the list "readers"."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return import_list(store, str(path), "readers", ImportOptions(**options))  # type: ignore[arg-type]


def mailed(store: Store) -> dict[str, Subscriber]:
    """Whom a campaign to the list would go to, by address."""
    campaign = store.audiences.start(content(f"e-{len(store.campaigns.all())}"), Audience(lists=("readers",)))
    claim = store.claims.claim(campaign.id, 1000)
    return {delivery.subscriber.address: delivery.subscriber for delivery in claim.deliveries} if claim else {}


def skipped(store: Store) -> dict[str, int]:
    """Why a campaign to the list would leave people out."""
    campaign = store.audiences.start(content(f"e-{len(store.campaigns.all())}"), Audience(lists=("readers",)))
    return dict(store.campaigns.balance(campaign.id).skipped_reasons)


@pytest.mark.parametrize(
    "text",
    [
        "email,name,City\nann@example.com,Ann,Köln\n",
        "Name;E-Mail;City\r\nAnn;ann@example.com;Köln\r\n",
        "email\tname\tCity\nann@example.com\tAnn\tKöln",
        "sep=|\nEMAIL|Name|City\nann@example.com|Ann|Köln\n",
        "'email','name','City'\n'ann@example.com','Ann','Köln'\n",
        'email, name, City\n"ann@example.com", "Ann", "Köln"\n',
        "\n\nE-mail address,Full name,City,\nann@example.com,Ann,Köln,\n\n",
        '{"email": "ann@example.com", "name": "Ann", "City": "Köln"}\n\n',
        '{"address": "ann@example.com", "name": "Ann", "attributes": {"City": "Köln"}}',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_any_dialect_and_encoding_gives_the_same_people(store: Store, tmp_path: Path, text: str, encoding: str) -> None:
    """Separator, quoting, byte-order mark, encoding and columns are found."""
    take(store, tmp_path, text.encode(encoding))
    ann = mailed(store)["ann@example.com"]
    assert (ann.name, ann.attributes) == ("Ann", {"City": "Köln"})


def test_a_file_of_bare_addresses_needs_no_header(store: Store, tmp_path: Path) -> None:
    """One address a line is a list too."""
    take(store, tmp_path, "ann@example.com\nbob@example.com\n", "people.txt")
    assert set(mailed(store)) == {"ann@example.com", "bob@example.com"}


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Nombre,Correo,Ciudad\nJosé,ann@example.com,Bogotá\nAna,broken,\n", "cp1252"),
        ("氏名,メールアドレス\nJosé,ann@example.com\n", "utf-8"),
        ("Vorname;Nachname;Elektropost\n;José;ann@example.com\n;Bo;bo@\n;;ann2@example.com\n", "utf-8"),
        ('{"имя": "José", "почта": "ann@example.com"}\n', "utf-8"),
    ],
)
def test_addresses_are_known_by_what_they_are(store: Store, tmp_path: Path, text: str, encoding: str) -> None:
    """Whatever their column is called; names by columns in many languages."""
    take(store, tmp_path, text.encode(encoding))
    assert mailed(store)["ann@example.com"].name == "José"


def test_files_in_a_zip_without_people_are_left_out(store: Store, tmp_path: Path) -> None:
    """They are named; and who was mailed once, by a log of posts, does not come back."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("posts.csv", "post_id,post_date,title\n1,2020-01-01,Hello\n")
        archive.writestr("empty.csv", "")
        archive.writestr(
            "posts/1.delivers.csv",
            "post_id,timestamp,email,post_type,active_subscription\n1,2020-01-01,gone@example.com,newsletter,false\n",
        )
        archive.writestr("email_list.csv", "email,active_subscription\nann@example.com,false\n")
    report = take(store, tmp_path, packed.getvalue(), "export.zip")
    assert [path.rpartition("/")[2] for path in report.left_out] == ["posts.csv", "empty.csv", "1.delivers.csv"]
    assert set(mailed(store)) == {"ann@example.com"}


def test_a_bomb_is_not_unpacked(store: Store, tmp_path: Path) -> None:
    """No list packs to a thousandth."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("people.csv", "w") as file:
        for _ in range(80):
            file.write(b"\n" * 2**20)
    with pytest.raises(ListError, match="but a bomb"):
        take(store, tmp_path, packed.getvalue(), "people.zip")


def test_a_damaged_row_is_refused_and_the_others_are_taken(store: Store, tmp_path: Path) -> None:
    """A line of another encoding in a file of UTF-8."""
    rows = "".join(f"u{number}@example.com,Jürgen\n" for number in range(30)).encode()
    report = take(store, tmp_path, b"email,name\n" + rows + b"ann@example.com,J\xfcrgen\n")
    assert [(row.line, row.reason) for row in report.refusals] == [(32, "holds a character that is damaged")]
    assert {person.name for person in mailed(store).values()} == {"Jürgen"}


def test_columns_can_be_chosen(store: Store, tmp_path: Path) -> None:
    """By option, where the names don't say it."""
    text = "Kontakt,status,Anrede\nann@example.com,gold,Ann\n"
    take(store, tmp_path, text, columns={"address": "Kontakt", "name": "Anrede", "status": ""})
    ann = mailed(store)["ann@example.com"]
    assert (ann.name, ann.attributes) == ("Ann", {"status": "gold"})


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("\n \n", "is empty"),
        ("name,city\nAnn,Köln\n", "no column of addresses among name, city"),
        ('email,name\nann@example.com,"Ann\n' + "x" * 200_000, "line 2, is no row"),
        ('[{"email": "a@example.com"},\n{"email": "b@example.com"}]', "but a JSON array"),
        ("ann@example.com,Ann\nbob@example.com,Bob\n", "begins with a person, not with the names"),
        ("Eins,Zwei\nann@example.com,bob@example.com\n", "several columns of addresses among Eins, Zwei"),
        ("post_id,timestamp,email\n1,2020-01-01,ann@example.com\n", "tells of messages, not of people"),
        ("email,team,team\nann@example.com,a,b\n", "two columns called team"),
        (bytes(range(256)) * 20, "in no known encoding"),
        ("email," + "x" * 200_000 + "\nann@example.com\n", "is no list: field larger"),
        ("email\n" + "x" * 3 * 2**20, "has a line of over"),
        (b"\xff\xfee\0m\0a\0\x00\xd8", "begins as utf-16, and isn't all of it"),
        ("PDF\x01\x02\x03\x00,\x05", "people.csv is no text"),
    ],
)
def test_a_file_that_is_no_list_is_refused_whole(store: Store, tmp_path: Path, text: str | bytes, message: str) -> None:
    """In words, and the list isn't even made."""
    with pytest.raises(ListError, match=message):
        take(store, tmp_path, text)
    with pytest.raises(ListError, match="can't be read"):
        import_list(store, str(tmp_path / "nowhere.csv"), "readers")
    assert store.lists.all() == []


def test_an_excel_workbook_is_told_from_a_zip_of_lists(store: Store, tmp_path: Path) -> None:
    """It is a zip too."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(ListError, match=r"is an Excel workbook.*Save it as CSV"):
        take(store, tmp_path, packed.getvalue(), "people.xlsx")


@pytest.mark.parametrize("name", ["", "../readers", "a/b", "a\\b", ".hidden", "a\nb", "x" * 101])
def test_a_list_has_a_name_that_is_no_path(store: Store, tmp_path: Path, name: str) -> None:
    """Files are called after it."""
    (tmp_path / "people.csv").write_text("email\nann@example.com\n")
    with pytest.raises(ListError, match="can't be called"):
        import_list(store, str(tmp_path / "people.csv"), name)


def test_refused_rows_can_be_mended_and_imported_again(store: Store, tmp_path: Path) -> None:
    """They go to a file with their line and the reason, for its owner alone; the others are in."""
    refused = tmp_path / "out" / "refused.csv"
    text = f"email,name,status\nann@example.com,Ann,\nbob@,Bob,\ncat@example.com,{'c' * 1001},\ndan@example.com,D,odd\n"
    report = take(store, tmp_path, text, refused_to=refused)
    assert [(row.line, row.reason[:20]) for row in report.refusals] == [
        (3, "has no valid address"),
        (4, "has a value of 1,001"),
        (5, "has a status that is"),
    ]
    assert (report.comparison, report.refused, report.refused_files) == (Comparison(new=1), 3, (refused,))
    assert stat.S_IMODE(refused.stat().st_mode) == 0o600
    mended = refused.read_text().replace("bob@,", "bob@example.com,").replace("c" * 1001, "Cat").replace("odd", "")
    again = take(store, tmp_path, mended)
    assert (again.comparison, again.refused) == (Comparison(new=3), 0)
    assert {person.name: dict(person.attributes) for person in mailed(store).values()} == {
        "Ann": {},
        "Bob": {},
        "Cat": {},
        "D": {},
    }


def test_a_value_of_a_thousand_characters_is_kept(store: Store, tmp_path: Path) -> None:
    """The limit itself is fine."""
    take(store, tmp_path, f"email,note\nann@example.com,{'n' * 1000}\n")
    assert len(mailed(store)["ann@example.com"].attributes["note"]) == 1000


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ('"Ann\r\nBcc: x@example.org"', "Ann Bcc: x@example.org"),
        ('"Ann\r\nx@example.org,Eve"', None),  # a whole row on the second line: an open quotation mark, it seems
        ('"Ann\r\nBcc: everybody"', "Ann Bcc: everybody"),
        ("<b>Ann</b> {{name}} __DG_NAME__", "<b>Ann</b> {{name}} __DG_NAME__"),
        ("A\x00n\x1bn\u2028", "A n n"),
        ("  Ann\u00a0O'Neil ", "Ann\u00a0O'Neil"),
        ("=cmd|'/c calc'!A1", "=cmd|'/c calc'!A1"),
    ],
)
def test_hostile_names_stay_in_their_place(store: Store, tmp_path: Path, cell: str, kept: str | None) -> None:
    """One line, no control characters, and otherwise as they are: who prints them escapes them."""
    report = take(store, tmp_path, f"email,name\r\nann@example.com,{cell}\r\nbob@example.com,Bob\r\n")
    people_now = mailed(store)
    assert people_now["bob@example.com"].name == "Bob"
    assert report.refused == (0 if kept else 1)
    assert kept is None or people_now["ann@example.com"].name == kept


def test_a_quotation_mark_that_is_never_closed_loses_nobody_silently(store: Store, tmp_path: Path) -> None:
    """The row that swallowed others is refused, and says so."""
    report = take(store, tmp_path, 'email,name\nann@example.com,"Ann\nbob@example.com,Bob\ncat@example.com,Cat\n')
    assert report.refused == 1
    assert "holds 2 more rows: a quotation mark" in report.refusals[0].reason


def test_the_plan_says_what_would_change_and_writes_nothing(store: Store, tmp_path: Path) -> None:
    """New, changed, unchanged, suppressed, repeated, refused."""
    take(store, tmp_path, "email,name,city\nann@example.com,Ann,Rom\nbob@example.com,Bob,Rom\ncat@example.com,Cat,\n")
    store.suppressions.add("cat@example.com", SuppressionReason.COMPLAINED, address="cat@example.com")
    path = tmp_path / "next.csv"
    path.write_text(
        "email,name,city\nANN@example.com,Ann,Rom\nbob@example.com,Bob,Wien\ncat@example.com,Cat,\n"
        "dan@example.com,Dan,\ndan@EXAMPLE.com,Dan,\neve@,Eve,\n"
    )
    plan = plan_import(store, str(path), "readers")
    assert plan.comparison == Comparison(new=1, changed=1, unchanged=1, suppressed=1)
    assert [(row.line, row.reason) for row in plan.repeats] == [(6, "has the address of line 5")]
    assert [row.line for row in plan.refusals] == [7]
    assert set(mailed(store)) == {"ann@example.com", "bob@example.com"}
    import_list(store, str(path), "readers")
    assert plan_import(store, str(path), "readers").comparison == Comparison(unchanged=3, suppressed=1)
    assert mailed(store)["bob@example.com"].attributes == {"city": "Wien"}


def test_what_a_file_does_not_say_stays(store: Store, tmp_path: Path) -> None:
    """A file without a column keeps what is known; an empty cell takes it away."""
    take(store, tmp_path, "email,name,language,city,team\nann@example.com,Ann,de-AT,Rom,A\n")
    take(store, tmp_path, "email,city\nann@example.com,\n")
    ann = mailed(store)["ann@example.com"]
    assert (ann.name, ann.language, ann.attributes) == ("Ann", "de-AT", {"team": "A"})


def test_zones_and_languages_are_made_proper(store: Store, tmp_path: Path) -> None:
    """What is none is left out, and the person stays."""
    take(
        store,
        tmp_path,
        "email,timezone,language\na@example.com,europe/berlin,pt_BR\nb@example.com,Mars/Base,klingon!\n",
    )
    found = mailed(store)
    assert (found["a@example.com"].timezone, found["a@example.com"].language) == ("Europe/Berlin", "pt-BR")
    assert (found["b@example.com"].timezone, found["b@example.com"].language) == ("", "")


def test_no_import_lifts_a_suppression(store: Store, tmp_path: Path) -> None:
    """Whatever the file says of those who left."""
    take(store, tmp_path, "email\nann@example.com\n")
    store.suppressions.add("ann@example.com", SuppressionReason.UNSUBSCRIBED, address="a", name="readers")
    report = take(store, tmp_path, "email,status,confirmed\nann@example.com,subscribed,yes\n")
    assert report.comparison == Comparison(suppressed=1)
    assert skipped(store) == {"unsubscribed": 1}


def test_columns_of_consent_decide(store: Store, tmp_path: Path) -> None:
    """Who has not confirmed is on the list, and is not mailed; confirming later counts, going back doesn't."""
    take(store, tmp_path, "email,consent_at\nann@example.com,2024-05-01\nbob@example.com,\n")
    assert skipped(store) == {"unconfirmed": 1}
    take(store, tmp_path, "email,confirmed\nann@example.com,no\nbob@example.com,yes\n")
    assert set(mailed(store)) == {"ann@example.com", "bob@example.com"}


@pytest.mark.parametrize(
    ("as_", "list_of"),
    [("unsubscribed", "readers"), ("bounced", None), ("complained", None)],
)
def test_a_file_of_those_who_left_suppresses_them(store: Store, tmp_path: Path, as_: str, list_of: str | None) -> None:
    """Leaving is of the list, a dead address and a complaint of all."""
    people(store, "ann bob")
    take(store, tmp_path, "email\nANN@example.com\n", leaving=SuppressionReason(as_))
    assert [(entry.reason, entry.list) for entry in store.suppressions.of("ann@example.com")] == [(as_, list_of)]
    assert set(mailed(store)) == {"bob@example.com"}


def test_whoever_left_by_a_later_row_left(store: Store, tmp_path: Path) -> None:
    """The first row of an address counts, but for that."""
    take(store, tmp_path, "email,status\nann@example.com,active\nann@example.com,unsubscribed\n")
    assert skipped(store) == {"unsubscribed": 1}


EXPORTS = {
    "Mailchimp": (
        "Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,TIMEZONE,LEID",
        (
            'ann@example.com,Ann,Lee,2,,,"2019-03-01 12:00:05",192.0.2.7,Europe/Rome,1\n'
            'bob@example.com,Bob,,2,"2019-02-03 04:05:06",192.0.2.8,,,,1'
        ),
        ("Ann Lee", "2019-03-01T12:00:05Z", "192.0.2.7"),
        {},
    ),
    "Substack": (
        "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at",
        (
            "ann@example.com,false,,other,false,2019-03-01T12:00:05.123Z,\n"
            "bob@example.com,true,,annual,false,2019-03-01T12:00:05.123Z,\n"
            "cat@example.com,false,,other,true,2019-03-01T12:00:05.123Z,"
        ),
        ("", "2019-03-01T12:00:05Z", ""),
        {"unsubscribed": 1},
    ),
    "Ghost": (
        "id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels,tiers",
        (
            "1,ann@example.com,Ann Lee,,true,,,2019-03-01T12:00:05.000Z,,,\n"
            "2,bob@example.com,,,true,,,2019-03-01T12:00:05.000Z,,vip,\n"
            "3,cat@example.com,,,false,,,2019-03-01T12:00:05.000Z,,,"
        ),
        ("Ann Lee", "2019-03-01T12:00:05Z", ""),
        {"unsubscribed": 1},
    ),
    "Buttondown": (
        "id,creation_date,email_address,notes,metadata,tags,type,source,ip_address,unsubscription_date",
        (
            'a,2019-03-01T13:00:05+01:00,ann@example.com,,"{""city"": ""Rom""}",,regular,organic,192.0.2.7,\n'
            "b,2019-03-01T12:00:05Z,bob@example.com,,,,premium,api,,\n"
            "c,2019-03-01T12:00:05Z,cat@example.com,,,,unsubscribed,api,,2020-01-01\n"
            "d,2019-03-01T12:00:05Z,dan@example.com,,,,undeliverable,api,,\n"
            "e,2019-03-01T12:00:05Z,eve@example.com,,,,unactivated,api,,"
        ),
        ("", "2019-03-01T12:00:05Z", "192.0.2.7"),
        {"unsubscribed": 1, "bounced": 1, "unconfirmed": 1},
    ),
    "listmonk": (
        "uuid,email,name,attributes,status,created_at,updated_at",
        (
            'u1,ann@example.com,Ann Lee,"{""city"": ""Rom"", ""age"": 7}",enabled,2019-03-01 12:00:05.12 +0000 UTC,\n'
            "u2,bob@example.com,Bob,{},enabled,2019-03-01 12:00:05 +0000 UTC,\n"
            "u3,cat@example.com,Cat,{},blocklisted,2019-03-01 12:00:05 +0000 UTC,"
        ),
        ("Ann Lee", "2019-03-01T12:00:05Z", ""),
        {"unsubscribed": 1},
    ),
}


@pytest.mark.parametrize("program", EXPORTS)
@pytest.mark.parametrize("zipped", [False, True])
def test_exports_of_other_programs_are_known(store: Store, tmp_path: Path, program: str, *, zipped: bool) -> None:
    """By their columns: who left stays away, and the consent comes along."""
    header, rows, (name, at, address), left_out = EXPORTS[program]
    data = f"{header}\n{rows}\n".encode()
    if zipped:
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.writestr("export/people.csv", data)
            archive.writestr("export/readme.html", "<p>hello</p>")
            archive.writestr("__MACOSX/._people.csv", b"\0")
        data = packed.getvalue()
    report = take(store, tmp_path, data, "export.zip" if zipped else "export.csv")
    assert (report.formats, report.refused) == ((program,), 0)
    held = store.subscribers.held("ann@example.com")
    assert held["name"] == name
    membership = held["lists"][0]
    assert (membership["consent_at"], membership["consent_address"]) == (at, address)
    assert set(mailed(store)) == {"ann@example.com", "bob@example.com"}
    assert skipped(store) == left_out


def test_a_mailchimp_zip_has_those_who_left_in_files_of_their_own(store: Store, tmp_path: Path) -> None:
    """Unsubscribed and cleaned members become suppressions, whoever else they are."""
    columns = "Email Address,OPTIN_TIME,LEID"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "subscribed_email_audience_export_1.csv", f"{columns}\nann@example.com,,1\nbob@example.com,,2\n"
        )
        archive.writestr("unsubscribed_email_audience_export_1.csv", f"{columns},UNSUB_TIME\ncat@example.com,,3,\n")
        archive.writestr(
            "cleaned_email_audience_export_1.csv", f"{columns},CLEAN_TIME\nbob@example.com,,4,2020-01-01\n"
        )
        archive.writestr("nonsubscribed_email_audience_export_1.csv", f"{columns}\neve@example.com,,5\nbroken,,6\n")
    report = take(store, tmp_path, packed.getvalue(), "export.zip")
    assert [(row.path.rpartition("/")[2][:13], row.line) for row in report.refusals] == [("nonsubscribed", 3)]
    assert skipped(store) == {"unsubscribed": 1, "bounced": 1, "unconfirmed": 1}


def test_standard_input_is_a_file_too(store: Store) -> None:
    """As "-"."""
    options = ImportOptions(stdin=io.BytesIO(b"email\nann@example.com\n"))
    assert import_list(store, "-", "readers", options).comparison == Comparison(new=1)


def test_json_lines_and_csv_of_one_person_agree(store: Store, tmp_path: Path) -> None:
    """The same values make no change, whichever way they come."""
    values = {"email": "ann@example.com", "name": 'Ann "A" Lee', "city": "Rom, Trastevere", "age": "7"}
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerows([values.keys(), values.values()])
    take(store, tmp_path, out.getvalue())
    as_json = json.dumps(values | {"age": 7}) + "\n{broken\n"
    report = take(store, tmp_path, as_json, "people.jsonl")
    assert (report.comparison, report.refusals[0].reason) == (Comparison(unchanged=1), "is no JSON object")


def test_mended_rows_stay_what_their_file_made_them(store: Store, tmp_path: Path) -> None:
    """Whoever left isn't mailed because the row was refused at first."""
    refused = tmp_path / "refused.csv"
    take(store, tmp_path, "email\nann@\n", leaving=SuppressionReason.COMPLAINED, refused_to=refused)
    take(store, tmp_path, refused.read_text().replace("ann@", "ann@example.com"))
    assert skipped(store) == {"complained": 1}
    never_asked = "Email Address,OPTIN_TIME\nbob@,\n"
    take(store, tmp_path, never_asked, "nonsubscribed_export.csv", refused_to=refused)
    take(store, tmp_path, refused.read_text().replace("bob@", "bob@example.com"))
    assert skipped(store) == {"complained": 1, "unconfirmed": 1}


@pytest.mark.parametrize("columns", ["email,name,name", "Email,email,name"])
def test_two_columns_for_one_field_are_refused(store: Store, tmp_path: Path, columns: str) -> None:
    """Which of them was meant, only the editor knows."""
    with pytest.raises(ListError, match="two columns called"):
        take(store, tmp_path, f"{columns}\nann@example.com,bob@example.com,Ann\n")


@pytest.mark.parametrize(
    "at",
    ["2019-03-01T12:00:05Z", "2019-03-01 12:00:05.12+00", "2019-03-01 13:00:05+01:00", "2019-03-01 12:00:05 +0000 UTC"],
)
def test_times_of_consent_are_kept_in_utc(store: Store, tmp_path: Path, at: str) -> None:
    """However a program writes them."""
    take(store, tmp_path, f"email,consent_at\nann@example.com,{at}\n")
    assert store.subscribers.held("ann@example.com")["lists"][0]["consent_at"] == "2019-03-01T12:00:05Z"
