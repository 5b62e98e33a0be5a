"""What people get wrong, and what they are told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.conftest import Digest, Done

NOTICE = "All opinions in this article are those of its authors and do not necessarily reflect the views of the paper."


def refused(done: Done, *words: str, code: int = 2) -> None:
    """One clear sentence with these words, and no traceback."""
    assert done.code == code
    assert done.out == ""
    assert "Traceback" not in done.err
    assert done.err.startswith("Error: ")
    assert len(done.err.splitlines()) <= 2
    for word in words:
        assert word in done.err


def nothing_left(digest: Digest) -> None:
    """A preview that failed leaves nothing behind."""
    assert not (digest.folder / "out").exists()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "empty"),
        (b" \n\n\t\n", "empty"),
        (bytes(range(256)) * 40, "article.txt"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n" + bytes(range(256)) * 4, "PDF"),
    ],
    ids=["empty", "blank", "binary", "a PDF"],
)
def test_what_is_no_article(digest: Digest, content: bytes, word: str) -> None:
    """The file is named, and what is wrong with it."""
    (digest.folder / "article.txt").write_bytes(content)
    refused(digest("preview", "article.txt"), "article.txt", word)
    nothing_left(digest)


def test_a_missing_article_and_a_folder(digest: Digest) -> None:
    """Neither can be read."""
    (digest.folder / "folder").mkdir()
    refused(digest("preview", "missing.txt"), "missing.txt")
    refused(digest("preview", "folder"), "folder")
    nothing_left(digest)


def test_an_enormous_article(digest: Digest) -> None:
    """200 MB are refused by their size, at once."""
    with (digest.folder / "article.txt").open("wb") as file:
        file.truncate(200 * 1024 * 1024)
    refused(digest("preview", "article.txt"), "article.txt", "MB")
    nothing_left(digest)


@pytest.mark.parametrize(
    "text",
    [
        "The bridge over the Elm closed on Monday.",
        "The bridge over the Elm closed on Monday. Drivers must take the old road.\n\nIt opens in May, the city said.",
        f"The bridge over the Elm closed on Monday.\n\n{NOTICE}",
    ],
    ids=["one sentence", "no headings", "one sentence and a notice"],
)
def test_a_small_article_is_an_article(digest: Digest, text: str) -> None:
    """One block, and its notice as a disclaimer."""
    (digest.folder / "article.txt").write_text(text)
    assert digest("preview", "article.txt", "--out", "look").code == 0
    blocks = digest("summarize", "article.txt", "--json").json["blocks"]
    assert [block["heading"] for block in blocks] == [None]
    message = " ".join((digest.folder / "look/message.txt").read_text().split())
    assert (NOTICE in message) == (NOTICE in text)


@pytest.mark.parametrize(
    "text", [f"{NOTICE}\n\n{NOTICE}", "The bridge\n\nThe road\n\nThe river"], ids=["only notices", "only headings"]
)
def test_without_news_there_is_no_traceback(digest: Digest, text: str) -> None:
    """A digest or one sentence that says why not."""
    (digest.folder / "article.txt").write_text(text)
    done = digest("preview", "article.txt", "--out", "look")
    if done.code != 0:
        refused(done, "article.txt")
        assert not (digest.folder / "look").exists()
    assert "Traceback" not in done.err


@pytest.mark.parametrize(
    ("toml", "words"),
    [
        ("[publication\nname = 1", ["digest.toml", "line 1"]),
        ('[publication]\nnam = "x"', ["digest.toml", "line 2", "nam", "name"]),
        ("[summary]\n\nwords = 0", ["digest.toml", "line 3", "words"]),
        ('[publication]\nfrom = "nobody"\n[edition]\ntemplate = 3', ["line 2", "line 4"]),
    ],
    ids=["no TOML", "unknown key", "out of range", "two faults"],
)
def test_a_broken_digest_toml(digest: Digest, sample: Path, toml: str, words: list[str]) -> None:
    """File, line and key, of all faults at once; an unknown key with the nearest known one."""
    (digest.folder / "digest.toml").write_text(toml)
    done = digest("preview", sample)
    assert done.code == 2
    assert "Traceback" not in done.err
    for word in words:
        assert word in done.err
    nothing_left(digest)


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("{{ edition.nothing_of_that_name }}", "nothing_of_that_name"),
        ("{% if %}", "block.mjml.j2"),
        ("<mj-txt>x</mj-txt>", "mj-txt"),
    ],
    ids=["unknown name", "broken Jinja2", "unknown element"],
)
def test_a_template_with_an_error(digest: Digest, sample: Path, line: str, word: str) -> None:
    """File and line of the template, not of what was generated from it."""
    digest("init", "own", "--template", "briefing")
    block = digest.folder / "own/templates/briefing/block.mjml.j2"
    lines = block.read_text().splitlines()
    block.write_text("\n".join([lines[0], line, *lines[1:]]) + "\n")
    done = digest("-w", "own", "preview", sample, "--out", "look")
    assert done.code == 2
    assert "Traceback" not in done.err
    assert "block.mjml.j2" in done.err
    assert "2" in done.err
    assert word in done.err
    assert not (digest.folder / "look").exists()


def test_an_output_folder_that_cannot_be_written(digest: Digest, sample: Path) -> None:
    """A file stands where the folder should be."""
    (digest.folder / "look").write_text("in the way")
    refused(digest("preview", sample, "--out", "look"), "look")
    refused(digest("preview", sample, "--out", "look/further"), "look")
    assert (digest.folder / "look").read_text() == "in the way"
    assert [path.name for path in digest.folder.iterdir()] == ["look"]


def test_a_wrong_call(digest: Digest) -> None:
    """Exit 2, with what to do."""
    assert digest("previw", "x").code == 2
    assert digest("preview").code == 2
    assert digest("summarize", "x", "--words", "none").code == 2
