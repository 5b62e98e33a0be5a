"""An article is cut where the parts of its digest begin and end."""

from __future__ import annotations

from digest.edition import Source, Support
from digest.preview.parts import Part, Segment, segments

TEXT = "However, it rained. Men “rowed” home."


def part(number: int, start: int, end: int, *, removed: tuple[Source, ...] = (), article: int = 0) -> Part:
    """A sentence that stands at a place."""
    place = Source(start=start, end=end, article=article)
    return Part(number=number, kind="sentence", text="", support=Support.VERBATIM, places=(place,), removed=removed)


def rejoined(cut: tuple[Segment, ...]) -> str:
    """The text of all segments."""
    return "".join(one.text for one in cut)


def test_paragraph_without_parts_is_one_segment() -> None:
    """What the digest took nothing from stays whole."""
    assert segments(TEXT, 100, [], 0) == (Segment(text=TEXT, parts=(), removed=False, opens=()),)


def test_trimmed_words_are_marked_within_their_sentence() -> None:
    """The words that were trimmed belong to the sentence and are marked as removed."""
    cut = segments(TEXT, 100, [part(7, 100, 119, removed=(Source(start=100, end=109),))], 0)
    assert [(one.text, one.parts, one.removed, one.opens) for one in cut] == [
        ("However, ", (7,), True, (7,)),
        ("it rained.", (7,), False, ()),
        (" Men “rowed” home.", (), False, ()),
    ]


def test_overlapping_parts_share_a_segment() -> None:
    """A quotation inside a sentence of the digest belongs to both."""
    cut = segments(TEXT, 0, [part(0, 20, 37), part(1, 25, 30)], 0)
    assert [(one.text, one.parts) for one in cut if one.parts] == [
        ("Men “", (0,)),
        ("rowed", (0, 1)),
        ("” home.", (0,)),
    ]
    assert rejoined(cut) == TEXT


def test_part_that_runs_over_a_paragraph_is_cut_at_its_edges() -> None:
    """A quotation of two paragraphs lights both, and opens in the first only."""
    long = part(3, 10, 200)
    first, second = segments(TEXT, 0, [long], 0), segments(TEXT, 38, [long], 0)
    assert [one.opens for one in first] == [(), (3,)]
    assert [(one.text, one.opens) for one in second] == [(TEXT, ())]


def test_parts_of_another_article_are_not_marked() -> None:
    """Offsets count in one article only."""
    assert segments(TEXT, 0, [part(0, 0, 19, article=1)], 0)[0].parts == ()
