"""What the commands and the preview say as JSON: pure functions from the nouns to plain values.

The keys are a contract with other programs; docs/json.md lists them. Offsets count code points in an article's
``text``.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from digest import __version__
from digest.edition import Source
from digest.text import count_words, joiner

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.article import Article, Notice, Paragraph, Section
    from digest.check import Report
    from digest.edition import Block, BlockSentence, Disclaimer, Edition, Figure, Problem, PullQuote
    from digest.finding import Finding
    from digest.message import Message
    from digest.settings import Settings

Json = dict[str, Any]

_SHAPING = ("publication", "brand", "disclaimers", "notices", "reading", "edition", "checks")
_RENDERING = ("Jinja2", "mjml-python", "premailer", "cssutils", "cssselect", "lxml")


def dump(document: Json, *, indent: int | None = 2) -> str:
    """A document as JSON text that ends in a line feed; in one line where ``indent`` is None."""
    return json.dumps(document, ensure_ascii=False, indent=indent) + "\n"


def article_json(article: Article) -> Json:
    """What was read of an article."""
    return {
        "path": article.path,
        "format": article.format,
        "encoding": article.encoding,
        "language": article.language,
        "title": article.title,
        "title_derived": article.title_derived,
        "byline": article.byline,
        "published": article.published,
        "url": article.url,
        "text": article.text,
        "sections": [_section(section) for section in article.sections],
        "notices": [_notice(notice) for notice in article.notices],
        "notes": [_note(note) for note in article.notes],
    }


def summary_json(article: Article, blocks: Sequence[Block]) -> Json:
    """The blocks of one article."""
    return {
        "path": article.path,
        "title": article.title,
        "language": article.language,
        "articles": articles_json([article]),
        "blocks": blocks_json(blocks, article.language),
    }


def articles_json(articles: Iterable[Article]) -> list[Json]:
    """The articles that the ``article`` of a sentence, quotation or figure counts in."""
    return [{"path": one.path, "title": one.title, "url": one.url, "sha256": one.sha256} for one in articles]


def blocks_json(blocks: Iterable[Block], language: str) -> list[Json]:
    """Blocks, each sentence with where it stands."""
    return [_block(block, language) for block in blocks]


def trace_json(sentences: Iterable[BlockSentence]) -> Json:
    """Where each sentence of a text stands in the article."""
    return {
        "sentences": [
            {
                "text": sentence.text,
                "support": str(sentence.support),
                "sources": [{"start": source.start, "end": source.end} for source in _places(sentence)],
                "problems": _problems(sentence.problems),
            }
            for sentence in sentences
        ]
    }


def findings_json(findings: Iterable[Finding]) -> list[Json]:
    """Findings with where they are and what to do about them."""
    return [{**_note(one), "where": one.where, "remedy": one.remedy} for one in findings]


def disclaimers_json(disclaimers: Iterable[Disclaimer]) -> list[Json]:
    """The disclaimers that an edition must carry."""
    return [{"id": one.id, "placement": str(one.placement), "text": one.text} for one in disclaimers]


def check_json(report: Report) -> Json:
    """What the checks found in a message's final bytes."""
    sizes = {"html": report.html_bytes, "text": report.text_bytes, "message": report.message_bytes}
    return {"subject": report.subject, "bytes": sizes, "findings": findings_json(report.findings)}


def report_json(edition: Edition, message: Message, report: Report, settings: Settings) -> Json:
    """What a preview keeps of a message: what the checks found, what it is made of, and what shaped it."""
    return {
        **check_json(report),
        "preheader": message.preheader,
        "hash": message.hash,
        "edition": edition.id,
        "articles": articles_json(edition.articles),
        "blocks": blocks_json(edition.blocks(), edition.language),
        "disclaimers": disclaimers_json(edition.disclaimers),
        "settings": settings_json(settings),
        "versions": versions_json(),
    }


def settings_json(settings: Settings) -> Json:
    """The settings that shape a message. No other tables: a preview is handed around, and they may hold addresses."""
    summary: Json = {"words": settings.summary.words, "summarizer": settings.summary.summarizer}
    if settings.summary.summarizer == "llm":
        summary["model"] = settings.summary.llm.model
    tables = {name: _plain(getattr(settings, name)) for name in _SHAPING}
    return {"list": settings.list_name, "summary": summary, "public": {"base_url": settings.public.base_url}, **tables}


def versions_json() -> Json:
    """The versions of what renders a message: the same input and these give the same bytes."""
    from importlib.metadata import version

    return {"digest": __version__, **{name: version(name) for name in _RENDERING}}


def _plain(value: Any) -> Any:  # noqa: ANN401 (a setting is of any type that JSON has)
    """A setting as JSON has it, under its key in the file."""
    if is_dataclass(value):
        return {field.name.rstrip("_"): _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _section(section: Section) -> Json:
    return {
        "heading": section.heading,
        "confidence": section.confidence,
        "start": section.start,
        "end": section.end,
        "paragraphs": [_paragraph(paragraph) for paragraph in section.paragraphs],
    }


def _paragraph(paragraph: Paragraph) -> Json:
    return {
        "kind": str(paragraph.kind),
        "text": paragraph.text,
        "start": paragraph.start,
        "end": paragraph.end,
    }


def _notice(notice: Notice) -> Json:
    return {
        "kind": str(notice.kind),
        "reason": notice.reason,
        "text": notice.text,
        "start": notice.start,
        "end": notice.end,
    }


def _note(finding: Finding) -> Json:
    return {"rule": finding.rule, "severity": str(finding.severity), "message": finding.message}


def _block(block: Block, language: str) -> Json:
    text = "\n\n".join(block.paragraphs(joiner(language)))
    return {
        "section": block.section,
        "heading": block.heading,
        "text": text,
        "words": count_words(text, language),
        "sentences": [_sentence(sentence) for sentence in block.sentences],
        "quote": _quote(block.quote) if block.quote else None,
        "figures": [_placed(figure) for figure in block.figures],
    }


def _sentence(sentence: BlockSentence) -> Json:
    return {
        "text": sentence.text,
        "article": sentence.article,
        "start": sentence.start,
        "end": sentence.end,
        "support": str(sentence.support),
        "removed": [list(span) for span in sentence.removed],
        "sources": [{"article": one.article, "start": one.start, "end": one.end} for one in sentence.sources],
        "problems": _problems(sentence.problems),
    }


def _quote(quote: PullQuote) -> Json:
    placed = _placed(quote)
    return {"text": placed.pop("text"), "speaker": quote.speaker, **placed}


def _placed(one: PullQuote | Figure) -> Json:
    return {
        "text": one.text,
        "article": one.article,
        "start": one.start,
        "end": one.end,
        "problems": _problems(one.problems),
    }


def _problems(problems: Iterable[Problem]) -> list[Json]:
    return [{"kind": problem.kind, "text": problem.text, "message": problem.message} for problem in problems]


def _places(sentence: BlockSentence) -> tuple[Source, ...]:
    if sentence.sources or sentence.start is None or sentence.end is None:
        return sentence.sources
    return (Source(start=sentence.start, end=sentence.end, article=sentence.article),)
