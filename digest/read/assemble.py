"""Lines into an Article: offsets, sections, notices, title and language."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from digest.article import Article, Link, Notice, Paragraph, Section
from digest.errors import ArticleError
from digest.finding import Finding, Severity
from digest.read.content import KINDS, Content, Line, Role
from digest.read.headings import correct_headings, find_headings
from digest.read.language import article_language
from digest.read.notices import Mark, find_notices
from digest.read.title import derive_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from digest.settings import Settings

_WORD = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line and the offset at which it begins in the canonical text."""

    line: Line
    at: int

    @property
    def start(self) -> int:
        return self.at + self.line.start

    @property
    def end(self) -> int:
        return self.at + self.line.end


def assemble(content: Content, *, path: str, settings: Settings) -> Article:
    """The Article that ``content`` is.

    Raises:
        ArticleError: there is no text, or nothing but headings or notices.
    """
    lines, marks = _told_apart(content, settings)
    placed = _place(lines)
    sections = _sections(placed)
    if not any(_WORD.search(paragraph.text) for section in sections for paragraph in section.paragraphs):
        raise _empty(path, sections, marks)
    text = "\n".join(line.text for line in lines)
    language = article_language(content.language, text)
    derived = "" if content.title else derive_title(sections, language)
    return Article(
        path=path,
        format=content.format,
        encoding=content.encoding,
        language=language,
        title=content.title or derived,
        title_derived=bool(derived),
        text=text,
        sections=sections,
        byline=content.byline,
        published=content.published,
        updated=content.updated,
        url=content.url,
        guid=content.guid,
        description=content.description,
        images=content.images,
        notices=tuple(_notice(mark, placed[mark.line]) for mark in marks),
        notes=(*content.notes, _title_note(path, derived)) if derived else content.notes,
    )


def _told_apart(content: Content, settings: Settings) -> tuple[list[Line], list[Mark]]:
    """The lines with headings found and notices taken out of the sections, and the notices."""
    marks, over = find_notices(content.lines, settings)
    apart = over.union(mark.line for mark in marks)
    lines = [replace(line, role=Role.FURNITURE) if at in apart else line for at, line in enumerate(content.lines)]
    return correct_headings(lines if _has_markup(content) else find_headings(lines), settings), marks


def _empty(path: str, sections: Sequence[Section], marks: Sequence[Mark]) -> ArticleError:
    headings = any(section.heading for section in sections)
    what = "nothing but notices" if marks else "nothing but headings" if headings else "no text"
    return ArticleError(f"{path} holds {what}.", remedy="Give an article with at least one sentence.")


def _notice(mark: Mark, item: _Placed) -> Notice:
    return Notice(kind=mark.kind, reason=mark.reason, text=item.line.words, start=item.start, end=item.end)


def _has_markup(content: Content) -> bool:
    """Whether the source itself says which lines are headings; a document typed without styles doesn't."""
    typed = content.format in {"markdown", "docx"}
    return content.format != "text" and not (typed and not any(line.role is Role.HEADING for line in content.lines))


def _place(lines: Sequence[Line]) -> list[_Placed]:
    starts = accumulate((len(line.text) + 1 for line in lines), initial=0)
    return [_Placed(line, at) for line, at in zip(lines, starts, strict=False)]


def _sections(placed: Iterable[_Placed]) -> tuple[Section, ...]:
    """Headings with what stands under them; what stands before the first is the lede."""
    groups: list[tuple[_Placed | None, list[_Placed]]] = []
    for item in placed:
        if item.line.role is Role.HEADING:
            groups.append((item, []))
        elif item.line.role in KINDS:
            if not groups:
                groups.append((None, []))
            groups[-1][1].append(item)
    return tuple(_section(heading, items) for heading, items in groups)


def _section(heading: _Placed | None, items: list[_Placed]) -> Section:
    every = [heading, *items] if heading else items
    return Section(
        heading=heading.line.words if heading else None,
        confidence=heading.line.confidence if heading else None,
        start=every[0].start,
        end=every[-1].end,
        paragraphs=tuple(_paragraph(item) for item in items),
    )


def _paragraph(item: _Placed) -> Paragraph:
    links = tuple(Link(url=link.url, start=item.at + link.start, end=item.at + link.end) for link in item.line.links)
    return Paragraph(text=item.line.words, start=item.start, end=item.end, kind=KINDS[item.line.role], links=links)


def _title_note(path: str, title: str) -> Finding:
    return Finding(
        rule="reading-title-derived",
        severity=Severity.NOTE,
        message=f"{path} has no title; its first sentence gave “{title}”.",
        remedy="Put the title on the first line, or change it in the draft.",
    )
