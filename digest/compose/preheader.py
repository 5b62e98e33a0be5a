"""The line that an inbox shows after the subject: a whole sentence or clause of the article that adds to it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.compose.clauses import clauses, opens_with_its_subject
from digest.compose.headline import Candidate
from digest.compose.line import BETWEEN, columns, cut, joined, one_line
from digest.compose.topic import content_stems, overlap
from digest.text import count_words, dateline_end, leading_connective

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.article import Article
    from digest.compose.topic import Topic
    from digest.edition import Block

WIDTH = 110  # columns; phones show 40 to 90, desktops up to 140

_ITEM = re.compile(r"[a-zа-яё]|\d+[.)]\s|[•*-]")
_SENTENCE_ENDS = (".", "!", "?", "。", "！", "？", "।", "؟", "۔", ".”", "!”", "?”", ".“", "。」", ".»")
_REPEATS = 0.6  # of the subject's telling words
_IDEAL = 70  # columns
_FEWEST_WORDS = 5
_LEANS = 2.0  # more than speaks for any line


_NOTHING = Candidate(text="", score=0.0)


def preheader(article: Article, blocks: Sequence[Block], topic: Topic, subject: str) -> str:
    """The best line for an edition of one article that doesn't say what its subject says.

    A whole sentence of the digest or a clause of one, or the article's own description; else its headings in a row;
    else a sentence up to its last whole word, with an ellipsis. Where the subject is all there is to say, it stands
    again: an inbox would fill an empty line with whatever comes first in the message.
    """
    found = [*_description(article), *_sentences(blocks, topic), *_headings(blocks, subject)]
    fitting = [one for one in found if columns(one.text) <= WIDTH]
    other = [one for one in fitting if one.text.rstrip(".。।") != subject]
    fresh = [one for one in other if overlap(one.text, subject, article.language) < _REPEATS]
    return max(fresh or other or fitting, key=lambda one: one.score, default=_NOTHING).text


def _description(article: Article) -> Iterator[Candidate]:
    """The article's description, if it is whole and says nothing that the text doesn't."""
    text = one_line(article.description or "")
    stems = content_stems(text, article.language)
    if stems and text.endswith(_SENTENCE_ENDS) and stems <= content_stems(article.text, article.language):
        yield Candidate(text=text, score=1.0)


def _sentences(blocks: Sequence[Block], topic: Topic) -> Iterator[Candidate]:
    """The sentences of the digest, and what each can be shortened to. One that leans on others comes after all else."""
    language = topic.language
    for i, block in enumerate(blocks):
        for j, sentence in enumerate(block.sentences):
            text = one_line(sentence.text[dateline_end(sentence.text) :])
            score = 0.5 - 0.3 * i / len(blocks) - 0.03 * j
            score += 0.3 * topic.coverage(text) + 0.1 * topic.prominence(text)
            if not _is_sentence(text, language) or (j and not opens_with_its_subject(text, language)):
                score -= _LEANS
            yield Candidate(text=text, score=score + _length(text))
            for clause in clauses(text, language):
                yield Candidate(text=f"{clause}.", score=score + _length(clause) - 0.1)
            yield Candidate(text=cut(text, WIDTH, language), score=score - 0.3)


def _is_sentence(text: str, language: str) -> bool:
    """Whether a text is a sentence by itself, and no item of a list or an announcement."""
    whole = text.endswith(_SENTENCE_ENDS) and count_words(text, language) >= _FEWEST_WORDS
    return whole and not _ITEM.match(text) and leading_connective(text, language) is None


def _length(text: str) -> float:
    return 0.3 * min(columns(text), _IDEAL) / _IDEAL


def _headings(blocks: Sequence[Block], subject: str) -> Iterator[Candidate]:
    headings = [one_line(block.heading).rstrip(" :：") for block in blocks if block.heading]
    if row := joined([heading for heading in headings if heading != subject], WIDTH):
        yield Candidate(text=row, score=0.75 if BETWEEN in row else 0.3)
