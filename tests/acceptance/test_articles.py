from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.conftest import Digest


def test_the_sample_is_read_as_an_editor_reads_it(digest: Digest, sample: Path) -> None:
    """A lede and six headed sections, three notices outside of them, a title that is marked as derived."""
    article = digest("inspect", sample, "--json").json
    assert [section["heading"] for section in article["sections"]] == [
        None,
        "Putin links diplomacy to battlefield outcomes",
        "Military buildup and nuclear signaling",
        "Deep divisions over peace terms",
        "Territory remains the core obstacle",
        "Russian military outlines further advances",
        "Fighting and aerial attacks continue",
    ]
    assert [notice["kind"] for notice in article["notices"]] == ["disclaimer", "disclaimer", "promotion"]
    assert article["title_derived"]
    news = [paragraph["text"] for section in article["sections"] for paragraph in section["paragraphs"]]
    assert not any(notice["text"] in text for notice in article["notices"] for text in news)
    for thing in [*article["notices"], *(p for section in article["sections"] for p in section["paragraphs"])]:
        assert article["text"][thing["start"] : thing["end"]] == thing["text"]


def test_each_sentence_of_the_samples_blocks_is_its_span(digest: Digest, sample: Path) -> None:
    """Seven blocks; a verbatim sentence is exactly its span, a trimmed one its span less what was removed."""
    text = digest("inspect", sample, "--json").json["text"]
    blocks = digest("summarize", sample, "--json").json["blocks"]
    assert [block["section"] for block in blocks] == list(range(7))
    for sentence in (sentence for block in blocks for sentence in block["sentences"]):
        kept, position = "", sentence["start"]
        for start, end in sentence["removed"]:
            kept, position = kept + text[position:start], end
        kept += text[position : sentence["end"]]
        assert sentence["support"] == ("trimmed" if sentence["removed"] else "verbatim")
        assert sentence["text"] == (kept[:1].upper() + kept[1:] if sentence["removed"] else kept)


def test_an_input_that_cannot_be_read_costs_only_itself(digest: Digest, sample: Path) -> None:
    """The others are printed, a line each; the exit code and standard error say what went wrong."""
    done = digest("inspect", "missing.txt", sample, sample, "--json")
    assert done.code == 2
    assert [line[0] for line in done.out.splitlines()] == ["{", "{"]
    assert "missing.txt" in done.err
    assert "Traceback" not in done.err


def test_standard_output_is_utf8_in_every_locale(digest: Digest, sample: Path) -> None:
    """A terminal that claims ASCII gets the article's quotation marks all the same."""
    done = digest("inspect", sample, "--json", LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.code == 0
    assert "’" in done.json["text"]


def test_a_text_is_traced_to_its_article(digest: Digest, sample: Path) -> None:
    """Verbatim words have their span, changed numbers and swapped speakers are named."""
    text = (
        "Moscow also insists Ukraine withdraw from areas Russian forces have not fully captured. "
        "Ukrainian officials said Russian glide bombs injured at least 36 people in and around Zaporizhzhia. "
        "Putin acknowledged that territorial control remains unresolved."
    )
    traced = digest("trace", sample, "--text", "-", "--json", stdin=text.encode()).json["sentences"]
    article = digest("inspect", sample, "--json").json["text"]
    (place,) = traced[0]["sources"]
    assert traced[0]["support"] == "verbatim"
    assert article[place["start"] : place["end"]] == traced[0]["text"]
    assert [[problem["kind"] for problem in sentence["problems"]] for sentence in traced[1:]] == [
        ["number"],
        ["speaker"],
    ]
    assert [sentence["support"] for sentence in traced[1:]] == ["unsupported", "unsupported"]
