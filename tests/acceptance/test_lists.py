"""Lists, from the command line."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.conftest import Digest

PEOPLE = "email,name,city\nann@example.com,Ann,Rome\nbob@,Bob,\ncat@example.com,Cat,\nANN@example.com,Ann,\n"


@pytest.fixture
def workspace(digest: Digest) -> Path:
    """A workspace with a file of people."""
    (digest.folder / "digest.toml").write_text("")
    (digest.folder / "people.csv").write_text(PEOPLE)
    return digest.folder


def test_a_dry_run_shows_the_plan_and_writes_nothing(digest: Digest, workspace: Path) -> None:
    """Not even a database."""
    done = digest("subscribers", "import", "people.csv", "--list", "readers", "--dry-run")
    assert (done.code, "readers: 2 new" in done.out) == (0, True)
    assert "people.csv, line 3, has no valid address" in done.out
    assert "people.csv, line 5, has the address of line 2" in done.out
    assert sorted(path.name for path in workspace.iterdir()) == ["digest.toml", "people.csv"]


def test_refused_rows_are_mended_and_imported(digest: Digest, workspace: Path) -> None:
    """From the file that the command names, which only its owner can read."""
    first = digest("subscribers", "import", "people.csv", "--list", "readers", "--json").json
    assert (first["new"], first["refused"], first["repeated"]) == (2, 1, 1)
    (refused,) = first["refused_files"]
    assert stat.S_IMODE((workspace / refused).stat().st_mode) == 0o600
    (workspace / "mended.csv").write_text((workspace / refused).read_text().replace("bob@", "bob@example.com"))
    assert digest("subscribers", "import", "mended.csv", "--list", "readers", "--json").json["new"] == 1
    assert digest("lists", "show", "readers", "--json").json["subscribers"] == 3
    assert "readers  3 subscribers" in digest("lists", "list").out


def test_standard_input_and_an_export_meet(digest: Digest, workspace: Path) -> None:
    """What goes out comes in as it was."""
    digest("subscribers", "import", "-", "--list", "readers", stdin=PEOPLE.encode())
    out = digest("subscribers", "export", "--list", "readers").out
    done = digest("subscribers", "import", "-", "--list", "readers", "--dry-run", "--json", stdin=out.encode())
    assert (done.json["unchanged"], done.json["changed"]) == (2, 0)
    assert digest("subscribers", "export", "--list", "readers", "-o", "out.jsonl").code == 0
    assert len((workspace / "out.jsonl").read_text().splitlines()) == 2
    assert stat.S_IMODE((workspace / "out.jsonl").stat().st_mode) == 0o600


@pytest.mark.usefixtures("workspace")
def test_erasing_asks_and_lasts(digest: Digest) -> None:
    """A question nobody can answer is a wrong call; erased, nobody comes back by import or by hand."""
    digest("subscribers", "import", "people.csv", "--list", "readers")
    asked = digest("subscribers", "erase", "ann@example.com")
    assert (asked.code, "--yes" in asked.err) == (2, True)
    assert digest("subscribers", "show", "ANN@example.com", "--json").json["attributes"] == {"city": "Rome"}
    assert digest("subscribers", "erase", "ann@example.com", "--yes").code == 0
    again = digest("subscribers", "import", "people.csv", "--list", "readers", "--json").json
    assert (again["suppressed"], again["unchanged"]) == (1, 1)
    assert digest("subscribers", "add", "ann@example.com", "--list", "readers").code == 1
    assert "ann@" not in digest("subscribers", "export", "--list", "readers").out


@pytest.mark.usefixtures("workspace")
def test_suppressions_are_added_and_only_those_removed(digest: Digest) -> None:
    """What was added by hand is taken back by hand."""
    digest("subscribers", "import", "people.csv", "--list", "readers")
    left = b"email\ncat@example.com\n"
    assert digest("subscribers", "import", "-", "--list", "readers", "--as", "unsubscribed", stdin=left).code == 0
    digest("suppressions", "add", "ann@example.com", "--list", "readers")
    found = digest("suppressions", "list", "--json").json["suppressions"]
    assert [(entry["address"], entry["reason"], entry["list"]) for entry in found] == [
        ("ann@example.com", "by hand", "readers"),
        ("cat@example.com", "unsubscribed", "readers"),
    ]
    assert digest("suppressions", "remove", "ann@example.com").code == 0
    refused = digest("suppressions", "remove", "cat@example.com")
    assert (refused.code, "new opt-in" in refused.err) == (1, True)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("subscribers", "import", "nowhere.csv", "--list", "readers"), "nowhere.csv can't be read"),
        (("subscribers", "import", "digest.toml", "--list", "readers"), "is empty"),
        (("subscribers", "import", "people.csv", "--list", "readers", "--column", "age=city"), "no field age"),
        (("subscribers", "add", "ann@", "--list", "readers"), "ann@ has no valid address"),
        (("subscribers", "export", "--list", "nobody"), "There is no list nobody"),
        (("subscribers", "show", "eve@example.com"), "Nothing is held of eve@example.com"),
        (("lists", "show", "nobody"), "There is no list nobody"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_wrong_calls_say_what_is_wrong(digest: Digest, arguments: tuple[str, ...], words: str) -> None:
    """One sentence, exit code 2, no traceback."""
    done = digest(*arguments)
    assert (done.code, words in done.err, "Traceback" in done.err) == (2, True, False)


def test_without_a_workspace_lists_have_no_place(digest: Digest) -> None:
    """And the error says how to make one."""
    done = digest("lists", "list")
    assert (done.code, "digest init" in done.err) == (2, True)
