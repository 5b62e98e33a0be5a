from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.acceptance.conftest import Digest


@pytest.mark.parametrize("where", ["letters", "a/new/folder", "."])
def test_what_init_says_works(digest: Digest, where: str) -> None:
    """The command that it ends with previews the first draft."""
    made = digest("init", where)
    command = next(line for line in made.out.splitlines() if "digest preview" in line)
    draft = Path(where) / command.split()[-1]
    assert made.code == 0
    assert digest("-w", where, "preview", draft, "--strict", "--out", "look").code == 0


def test_a_workspace_keeps_what_is_private_private(digest: Digest) -> None:
    """Lists and keys are their owner's alone, and git leaves them."""
    digest("init", "letters")
    folder = digest.folder / "letters"
    assert {stat.S_IMODE((folder / name).stat().st_mode) for name in ("keys", "subscribers", "out")} == {0o700}
    assert stat.S_IMODE((folder / "keys/links.key").stat().st_mode) == 0o600
    assert {"keys/", "subscribers/", "out/", "digest.db*"} <= set((folder / ".gitignore").read_text().split())


def test_a_template_comes_only_when_it_is_asked_for(digest: Digest) -> None:
    """It is there to change; one that doesn't exist leaves no half of a workspace behind."""
    digest("init", "plain")
    digest("init", "own", "--template", "briefing")
    refused = digest("init", "none", "--template", "breifing")
    assert not (digest.folder / "plain/templates").exists()
    assert any((digest.folder / "own/templates/briefing").iterdir())
    assert refused.code == 2
    assert "briefing" in refused.err
    assert sorted(path.name for path in digest.folder.iterdir()) == ["own", "plain"]


def test_a_folder_with_something_in_it_is_left_alone(digest: Digest) -> None:
    """Exit 2, and nothing changed."""
    (digest.folder / "notes.txt").write_text("mine")
    assert digest("init").code == 2
    assert [path.name for path in digest.folder.iterdir()] == ["notes.txt"]
