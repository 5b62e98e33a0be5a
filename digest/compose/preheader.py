"""The line that an inbox shows after the subject: a whole sentence or clause of the article that adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.compose.headline import Candidate
from digest.compose.shorten import clauses, columns, cut, one_line, opens_with_its_subject
from digest.compose.topic import content_stems, overlap, topic_of
from digest.text import leading_connective

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.article import Article
    from digest.edition import Block

WIDTH = 110  # columns; phones show 40 to 90, desktops up to 140
BETWEEN = " · "

_REPEATS = 0.6  # of the subject's telling words
_IDEAL = 70  # columns


def preheader(article: Article, blocks: Sequence[Block], subject: str) -> str:
    """The best line for an edition of one article: a sentence that opens a block, or the article's own description.

    Where every one is too long or says what the subject says, the headings stand in a row, and at last the first
    sentence up to its last whole word, with an ellipsis.
    """
    found = [*_description(article), *_sentences(article, blocks), *_headings(blocks, subject)]
    fitting = [
        one for one in found if columns(one.text) <= WIDTH and overlap(one.text, subject, article.language) < _REPEATS
    ]
    if fitting:
        return max(fitting, key=lambda one: one.score).text
    lines = [one_line(sentence.text) for block in blocks for sentence in block.sentences]
    lines.sort(key=lambda line: overlap(line, subject, article.language) >= _REPEATS)
    return cut(lines[0], WIDTH, article.language) if lines else ""


def joined(lines: Sequence[str], width: int) -> str:
    """As many of ``lines``, whole and in order, as fit ``width`` columns with a dot between them."""
    kept: list[str] = []
    for line in lines:
        if columns(BETWEEN.join([*kept, line])) <= width:
            kept.append(line)
    return BETWEEN.join(kept)


def _description(article: Article) -> Iterator[Candidate]:
    """The article's description, if it is whole and says nothing that the text doesn't."""
    text = one_line(article.description or "")
    stems = content_stems(text, article.language)
    if stems and text[-1] in ".!?。！？।" and stems <= content_stems(article.text, article.language):
        yield Candidate(text=text, score=0.8)


def _sentences(article: Article, blocks: Sequence[Block]) -> Iterator[Candidate]:
    """The sentences that open blocks, others that open with their subject, and their clauses."""
    topic, language = topic_of(article), article.language
    for i, block in enumerate(blocks):
        for j, sentence in enumerate(block.sentences):
            text = one_line(sentence.text)
            if (
                text.endswith(":")
                or leading_connective(text, language)
                or (j and not opens_with_its_subject(text, language))
            ):
                continue
            score = 0.5 - 0.02 * i - 0.05 * j + 0.3 * topic.coverage(text) + 0.1 * topic.prominence(text)
            yield Candidate(text=text, score=score + _length(text))
            for clause in clauses(text, language):
                yield Candidate(text=f"{clause}.", score=score + _length(clause) - 0.1)


def _length(text: str) -> float:
    return 0.3 * min(columns(text), _IDEAL) / _IDEAL


def _headings(blocks: Sequence[Block], subject: str) -> Iterator[Candidate]:
    headings = [one_line(block.heading) for block in blocks if block.heading]
    if row := joined([heading for heading in headings if heading != subject], WIDTH):
        yield Candidate(text=row, score=0.3)
