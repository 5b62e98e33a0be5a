"""Headings that no markup shows, through the public interface."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.read import read_bytes
from digest.settings import Settings
from digest.settings.model import Reading

if TYPE_CHECKING:
    from digest.article import Article

TITLE = "Council votes for the bridge\n\n"
PROSE = (
    "The council met on Tuesday evening and voted for the new bridge over the river, which has been planned for more "
    "than eleven years. Work begins in May, as soon as the ice has gone.\n"
)
SPANISH = (
    "El consejo se reunió el martes por la noche y votó a favor del nuevo puente sobre el río, que se planea desde "
    "hace más de once años. Las obras empiezan en mayo.\n"
)
RUSSIAN = (
    "Совет собрался во вторник вечером и проголосовал за новый мост через реку, который планируют уже более "
    "одиннадцати лет. Работы начнутся в мае, как только сойдёт лёд.\n"
)
JAPANESE = (
    "市議会は火曜日の夜に会合を開き、十一年以上前から計画されてきた川の新しい橋の建設を可決した。"
    "工事は氷が解けしだい、五月に始まる予定である。\n"
)


def article(text: str, settings: Settings | None = None) -> Article:
    """What is read from a text."""
    return read_bytes(text.encode(), path="a.txt", settings=settings or Settings())


def headings(text: str, settings: Settings | None = None) -> list[str | None]:
    """The headings of a text's sections, None for the lede."""
    return [section.heading for section in article(text, settings).sections]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("What the bridge will cost", "Who is against the plan"),
        ("WHAT IT COSTS", "WHO IS AGAINST"),
        ("What will it cost?", "Who is against it?"),
        ("1. The cost of the bridge", "2. The voices against it"),
        ("The Cost", "The Opposition"),
    ],
)
@pytest.mark.parametrize("between", ["", "\n"])
def test_bare_lines_between_prose_are_headings(first: str, second: str, between: str) -> None:
    """In capitals, as questions, numbered or plain; with blank lines between the lines or without."""
    parts = [TITLE, PROSE, PROSE, first + "\n", PROSE, PROSE, second + "\n", PROSE]
    found = article(between.join(parts))
    assert [section.heading for section in found.sections] == [None, first, second]
    assert all(0.5 < (section.confidence or 0) <= 1 for section in found.sections[1:])


@pytest.mark.parametrize(
    ("prose", "first", "second"),
    [
        (SPANISH, "Cuánto costará el puente", "Quién está en contra"),
        (RUSSIAN, "Сколько будет стоить мост", "Кто против проекта"),
        (JAPANESE, "橋の建設費はいくらか", "反対する人々の声"),
    ],
)
def test_headings_in_other_languages(prose: str, first: str, second: str) -> None:
    """The evidence is no matter of English words."""
    assert headings(prose + prose + f"{first}\n{prose}{prose}{second}\n{prose}") == [None, first, second]


def test_markup_that_slipped_in_counts() -> None:
    """Underlined lines, hashes and bold lines are headings for certain."""
    text = f"{TITLE}{PROSE}\nThe cost\n--------\n{PROSE}\n## The vote\n{PROSE}\n**The critics**\n\n{PROSE}"
    assert headings(text) == [None, "The cost", "The vote", "The critics"]


@pytest.mark.parametrize(
    "line",
    [
        "- A bullet that stands alone",
        "“We can afford it,” she said",
        "17 December 2025",
        "Photo: Lena Osei",
        "Duncan agreed.",
        "https://harbour.example.com/bridge",
        "and so it went on",
        "The plan has three parts:",
    ],
)
def test_lines_that_only_look_like_headings(line: str) -> None:
    """Bullets, quotations, dates, credits, short sentences, addresses, fragments and introductions are none."""
    assert headings(f"{TITLE}{PROSE}{PROSE}{line}\n{PROSE}{PROSE}") == [None]


def test_a_list_without_bullets_is_no_row_of_headings() -> None:
    """Short lines in a run are items."""
    assert headings(f"{TITLE}{PROSE}Red apples\nGreen pears\nYellow plums\nBlack cherries\n") == [None]


def test_settings_correct_what_is_found() -> None:
    """A pattern makes a line a heading, another keeps it from being one; both match whole lines."""
    text = f"{TITLE}{PROSE}What the bridge will cost\n{PROSE}Duncan agreed.\n{PROSE}"
    corrected = Settings(reading=Reading(headings=(r"Duncan .*",), not_headings=(r"What the .* cost",)))
    assert headings(text) == [None, "What the bridge will cost"]
    assert headings(text, corrected) == [None, "Duncan agreed."]
    assert article(text, corrected).sections[1].confidence == 1.0
