"""A headline for an article that fits an inbox line: candidates, ranked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.compose.shorten import ELLIPSIS, clauses, columns, cut, halves, one_line, without_adjunct
from digest.text import count_words, leading_connective, quotes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.article import Article
    from digest.compose.topic import Topic
    from digest.edition import Block

_CLICKBAIT = re.compile(
    r"you won.t believe|what happen(?:s|ed) next|will (?:shock|amaze|surprise|blow)|(?:weird|simple) trick|"
    r"the reason (?:why )?will|can.t stop|goes viral|doctors hate|number \d+ (?:will|is)|^this (?:one|is why)|"
    r"[!?]{2,}|[.…]$",
    re.IGNORECASE,
)
_FEWEST_WORDS = 3  # of a heading or half a title that says enough
_CALLS = re.compile(r"[?؟？!！]$|^\d+[.)]\s")
_MARKS = re.compile(r"[“”„«»「」『』\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A line and how much speaks for it, about 0 to 1."""

    text: str
    score: float


def headline(article: Article, blocks: Sequence[Block], topic: Topic, width: int) -> str:
    """The best line of at most ``width`` columns that says what the article is about, in its own words.

    Its title where that fits; else a part of it that says the same, a heading near the opening, or a short sentence of
    the digest; and if nothing fits, the title up to its last whole word, with an ellipsis.
    """
    found = [*_from_title(article, topic, width), *_from_digest(article, blocks, topic)]
    fitting = [one for one in found if one.text and columns(one.text) <= width]
    return max(fitting, key=lambda one: one.score).text


def _from_title(article: Article, topic: Topic, width: int) -> Iterator[Candidate]:
    """The title, its parts, and the title cut short."""
    title = one_line(article.title)
    whole = title.rstrip(" .。:：;,—–-") or title
    derived = article.title_derived
    bait = 0.7 if _CLICKBAIT.search(whole) and not derived else 0.0
    if not whole.endswith(ELLIPSIS):
        yield Candidate(text=whole, score=(0.85 if derived else 1.2) - bait)
        shorter = [*clauses(whole, article.language), *without_adjunct(whole, article.language)]
        yield from (Candidate(text=part, score=(0.7 if derived else 0.9) - bait) for part in shorter)
    if not derived:
        for half in _safe_halves(whole, article, topic):
            yield half
            yield Candidate(text=cut(half.text, width, article.language), score=half.score - 0.3)
    yield Candidate(text=cut(title, width, article.language), score=(0.45 if derived else 0.65) - bait)


def _safe_halves(title: str, article: Article, topic: Topic) -> Iterator[Candidate]:
    """The halves of a title that may stand alone: what a series' name announces, and what a subtitle explains.

    "Putin: Russia will win" is a claim and its claimant: what the article speaks of by name is never taken off.
    """
    before, after = halves(title) or ("", "")
    body = " ".join(paragraph.text for paragraph in article.paragraphs()).lower()
    enough = count_words(after, article.language) >= _FEWEST_WORDS
    if enough and before.lower() not in body and not quotes(after) and topic.known(after) >= topic.known(before):
        yield Candidate(text=after[:1].upper() + after[1:], score=1.0 if len(after) > len(before) else 0.9)
    if count_words(before, article.language) > _FEWEST_WORDS:
        yield Candidate(text=before, score=0.95)


def _from_digest(article: Article, blocks: Sequence[Block], topic: Topic) -> Iterator[Candidate]:
    """The headings that say what the opening says, and the sentence that the digest opens with."""
    language = article.language
    for i, block in enumerate(blocks):
        early = 0.15 * (1 - i / len(blocks))
        heading = one_line(block.heading or "")
        if count_words(heading, language) >= _FEWEST_WORDS and topic.is_told_by(heading):
            yield Candidate(text=heading, score=0.1 + early + _telling(heading, topic, article))
    for sentence in (sentence for block in blocks[:1] for sentence in block.sentences[:1]):
        text = one_line(sentence.text).rstrip(".。।")
        if leading_connective(text, language) is None and not _MARKS.search(text):
            yield Candidate(text=text, score=0.15 + _telling(text, topic, article))


def _telling(text: str, topic: Topic, article: Article) -> float:
    weight = 0.6 if article.title_derived else 0.4
    call = 0.5 if _CALLS.search(text) else 0.0  # a question, a shout or a step says little by itself
    return weight * topic.coverage(text) + 0.2 * topic.prominence(text) - call
