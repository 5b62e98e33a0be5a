"""What rendering makes, held to what it made when somebody last looked: ``make golden`` writes it anew."""

from __future__ import annotations

import pytest

from tests.golden.cases import FOLDER, MESSAGES, PARTS, meaning, message_parts, paper_of


@pytest.mark.parametrize("name", MESSAGES)
def test_message(name: str) -> None:
    """A template's HTML means the same, and its text is the same."""
    made = message_parts(name)
    assert meaning(made[".html"]) == meaning((FOLDER / "messages" / f"{name}.html").read_text("utf-8"))
    assert made[".txt"] == (FOLDER / "messages" / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", PARTS)
def test_part(name: str) -> None:
    """A kind of block means the same."""
    assert meaning(paper_of(name)) == meaning((FOLDER / "parts" / f"{name}.html").read_text("utf-8"))


def test_nothing_is_left_over() -> None:
    """Each file is one of a case."""
    assert {path.stem for path in (FOLDER / "messages").iterdir()} == set(MESSAGES)
    assert {path.stem for path in (FOLDER / "parts").iterdir()} == set(PARTS)


def test_meaning_ignores_what_readers_do() -> None:
    """The order of attributes and white space; nothing else."""
    one = '<div class="a"  id="b"><p>x  y</p></div>'
    assert meaning(one) == meaning('<div id="b" class="a">\n<p>x\ny</p> </div>')
    assert meaning(one) != meaning(one.replace("x", "z"))
    assert meaning(one) != meaning(one.replace("id", "lang"))
