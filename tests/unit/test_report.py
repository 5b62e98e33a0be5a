"""The JSON that other programs read: its keys are a contract."""

from __future__ import annotations

import json

from digest.article import Article, Notice, NoticeKind, Paragraph, Section
from digest.edition import (
    Block,
    BlockSentence,
    Disclaimer,
    Figure,
    Placement,
    Problem,
    PullQuote,
    Source,
    Support,
)
from digest.finding import Finding, Severity
from digest.report import (
    article_json,
    disclaimers_json,
    dump,
    findings_json,
    summary_json,
    trace_json,
)

TEXT = "However, it rained.\nAfter\nMen “rowed”.\nBy staff."
ARTICLE = Article(
    path="rain.txt",
    format="text",
    encoding="utf-8",
    language="en",
    title="Rain",
    title_derived=True,
    text=TEXT,
    sections=(
        Section(
            heading=None,
            confidence=None,
            start=0,
            end=19,
            paragraphs=(Paragraph(text="However, it rained.", start=0, end=19),),
        ),
        Section(
            heading="After",
            confidence=0.9,
            start=20,
            end=38,
            paragraphs=(Paragraph(text="Men “rowed”.", start=26, end=38),),
        ),
    ),
    notices=(Notice(kind=NoticeKind.ATTRIBUTION, reason="names its writer", text="By staff.", start=39, end=48),),
    notes=(Finding(rule="title-derived", severity=Severity.NOTE, message="The title was derived.", where="line 1"),),
)
TRIMMED = BlockSentence(text="It rained.", support=Support.TRIMMED, start=0, end=19, removed=((0, 9),))
EDITORS = BlockSentence(text="We saw it.", support=Support.EDITOR, opens_paragraph=True)


def test_article_has_the_keys_of_the_contract() -> None:
    """`inspect --json` gives these keys, in this order, with offsets into `text`."""
    document = article_json(ARTICLE)
    expected = "path format encoding language title title_derived byline published url text sections notices notes"
    assert list(document) == expected.split()
    assert [section["heading"] for section in document["sections"]] == [None, "After"]
    assert list(document["sections"][0]) == ["heading", "confidence", "start", "end", "paragraphs"]
    assert document["sections"][1]["paragraphs"] == [{"kind": "text", "text": "Men “rowed”.", "start": 26, "end": 38}]
    assert document["notices"] == [
        {"kind": "attribution", "reason": "names its writer", "text": "By staff.", "start": 39, "end": 48}
    ]
    assert document["notes"] == [{"rule": "title-derived", "severity": "note", "message": "The title was derived."}]


def test_summary_traces_each_sentence() -> None:
    """`summarize --json` says of each sentence, quotation and figure where it stands."""
    quote = PullQuote(text="rowed", speaker="Men", start=31, end=36)
    figure = Figure(text="two men", problems=(Problem(kind="number", text="two", message="No such number."),))
    block = Block(section=1, heading="After", sentences=(TRIMMED, EDITORS), quote=quote, figures=(figure,))
    document = summary_json(ARTICLE, [block])
    assert list(document) == ["path", "title", "language", "articles", "blocks"]
    assert document["articles"] == [{"path": "rain.txt", "title": "Rain", "url": None, "sha256": ARTICLE.sha256}]
    (given,) = document["blocks"]
    assert list(given) == ["section", "heading", "text", "words", "sentences", "quote", "figures"]
    assert given["text"] == "It rained.\n\nWe saw it."
    assert given["words"] == 5
    assert given["sentences"][0] == {
        "text": "It rained.",
        "article": 0,
        "start": 0,
        "end": 19,
        "support": "trimmed",
        "removed": [[0, 9]],
        "sources": [],
        "problems": [],
    }
    assert given["sentences"][1]["start"] is None
    assert given["quote"] == {
        "text": "rowed",
        "speaker": "Men",
        "article": 0,
        "start": 31,
        "end": 36,
        "problems": [],
    }
    assert given["figures"][0]["problems"] == [{"kind": "number", "text": "two", "message": "No such number."}]


def test_block_without_a_quotation_says_null() -> None:
    """A block has a `quote` key whether or not it has one."""
    document = summary_json(ARTICLE, [Block(section=0, heading=None, sentences=(TRIMMED,))])
    assert document["blocks"][0]["quote"] is None
    assert document["blocks"][0]["heading"] is None


def test_sentences_of_one_paragraph_run_on() -> None:
    """Only a sentence that opens a paragraph starts a new one."""
    block = Block(section=0, heading=None, sentences=(EDITORS, TRIMMED))
    assert summary_json(ARTICLE, [block])["blocks"][0]["text"] == "We saw it. It rained."


def test_trace_names_the_sources_of_every_supported_sentence() -> None:
    """A sentence that is its span has that span as its only source; an aligned one names several."""
    aligned = BlockSentence(
        text="Rain and rowing.", support=Support.ALIGNED, sources=(Source(start=0, end=19), Source(start=26, end=38))
    )
    nowhere = BlockSentence(text="Snow.", support=Support.UNSUPPORTED)
    sentences = trace_json([TRIMMED, aligned, nowhere])["sentences"]
    assert [one["support"] for one in sentences] == ["trimmed", "aligned", "unsupported"]
    assert sentences[0]["sources"] == [{"start": 0, "end": 19}]
    assert sentences[1]["sources"] == [{"start": 0, "end": 19}, {"start": 26, "end": 38}]
    assert sentences[2]["sources"] == []


def test_findings_and_disclaimers_have_the_keys_of_the_contract() -> None:
    """`check --json` says where a finding is and what to do; `report.json` names each disclaimer."""
    finding = Finding(rule="clip", severity=Severity.WARNING, message="Long.", where="HTML", remedy="Cut.")
    assert findings_json([finding]) == [
        {"rule": "clip", "severity": "warning", "message": "Long.", "where": "HTML", "remedy": "Cut."}
    ]
    disclaimer = Disclaimer(id="ai", text="Made by AI.", placement=Placement.TOP, source="law")
    assert disclaimers_json([disclaimer]) == [{"id": "ai", "placement": "top", "text": "Made by AI."}]


def test_dump_keeps_letters_and_ends_the_line() -> None:
    """JSON is UTF-8 text, indented for people or one line for programs."""
    assert dump({"word": "“é”"}, indent=None) == '{"word": "“é”"}\n'
    assert json.loads(dump(article_json(ARTICLE))) == article_json(ARTICLE)
