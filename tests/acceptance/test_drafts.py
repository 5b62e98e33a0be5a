from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.conftest import Digest


def draft(digest: Digest, sample: Path) -> Path:
    """A draft of the sample, where the command says it is."""
    return digest.folder / digest("draft", sample).out.strip()


def test_a_draft_without_an_edit_is_the_article(digest: Digest, sample: Path) -> None:
    """Both previews hold the same message."""
    digest("preview", sample, "--out", "one")
    digest("preview", draft(digest, sample), "--out", "two")
    for name in ("message.eml", "message.html", "message.txt"):
        assert (digest.folder / "one" / name).read_bytes() == (digest.folder / "two" / name).read_bytes()


def test_edits_survive_and_are_shown_as_the_editors(digest: Digest, sample: Path) -> None:
    """A sentence of the editor's own arrives, with the number that the article doesn't have."""
    path = draft(digest, sample)
    text = path.read_text()
    sentence = next(line for line in text.splitlines() if line.startswith("Ukrainian officials said"))
    own = "Talks in Berlin lasted 77 hours."
    path.write_text(text.replace(sentence, own).replace("# Putin links", "# How Putin links", 1))
    assert digest("preview", path, "--out", "look").code == 0
    report = digest("check", path, "--json").json
    assert not [finding for finding in report["findings"] if finding["severity"] == "error"]
    html = (digest.folder / "look/message.html").read_text()
    assert own in html
    assert "How Putin links" in html
    assert sentence not in html
    index = (digest.folder / "look/index.html").read_text()
    assert "77" in index


def test_a_draft_is_not_overwritten_without_a_word(digest: Digest, sample: Path) -> None:
    """Only --force does it."""
    path = draft(digest, sample)
    path.write_text(path.read_text() + "\nAn afterthought.\n")
    refused = digest("draft", sample)
    assert refused.code == 2
    assert "--force" in refused.err
    assert "An afterthought." in path.read_text()
    assert digest("draft", sample, "--force").code == 0
    assert "An afterthought." not in path.read_text()


def test_a_draft_is_an_edition_by_itself(digest: Digest, sample: Path) -> None:
    """It can't be mixed with articles, nor be made a draft again."""
    path = draft(digest, sample)
    assert digest("preview", path, sample).code == 2
    assert digest("draft", path).code == 2
