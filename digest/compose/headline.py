"""A headline for an article that fits an inbox line: candidates, ranked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.compose.clauses import clauses, halves, opens_with_its_subject, without_adjunct
from digest.compose.line import ELLIPSIS, columns, cut, one_line
from digest.compose.topic import content_stems
from digest.text import count_words, dateline_end, leading_connective, quotes, split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.article import Article
    from digest.compose.topic import Topic
    from digest.edition import Block

_CLICKBAIT = re.compile(
    r"you won.t believe|what happen(?:s|ed) next|will (?:shock|amaze|surprise|blow)|(?:weird|simple) trick|"
    r"the reason (?:why )?will|can.t stop|goes viral|doctors hate|number \d+ (?:will|is)|^this (?:one|is why)|[!?]{2,}",
    re.IGNORECASE,
)
_CALLS = re.compile(r"[?؟？!！]$|^\d+[.)]\s")  # a question, a shout or a step says little by itself
_MARKS = re.compile(r"[“”„«»「」『』\"]")
_FEWEST_WORDS = 3  # of a heading or half a title that says enough

# How much speaks for a line by where it comes from, beside a title that the article has and one that was derived.
_TITLE = (1.2, 0.85)
_PART = (0.9, 0.7)
_CUT, _CUT_QUOTE = (0.65, 0.45), (0.3, 0.2)
_HEADING, _SENTENCE = (0.1, 0.1), (0.0, 0.15)
_LATER = 0.12  # less for a sentence that isn't the first
_COVERAGE = (0.4, 0.6)
_AFTER, _BEFORE, _CUT_HALF = 1.0, 0.95, 0.7  # the halves of a title with a colon
_BAIT = 1.0


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
    derived = article.title_derived
    found = [
        *_whole_or_part(article),
        *([] if derived else _halves(article, topic, width)),
        _cut(article, width),
        *_from_digest(article, blocks, topic),
    ]
    fitting = [one for one in found if one.text and columns(one.text) <= width]
    return max(fitting, key=lambda one: one.score - (_BAIT if _CLICKBAIT.search(one.text) else 0)).text


def _title(article: Article) -> str:
    """The title in one line, less marks at its end that lead on to nothing."""
    title = one_line(article.title)
    return title.rstrip(" .。:：;,—–-") or title


def _whole_or_part(article: Article) -> Iterator[Candidate]:
    title, derived = _title(article), article.title_derived
    if not title.endswith(ELLIPSIS):
        says_little = derived and len(content_stems(title, article.language)) < _FEWEST_WORDS
        yield Candidate(text=title, score=_CUT[derived] if says_little else _TITLE[derived])
    whole = _first_sentence(article) if derived else title
    for part in (*clauses(whole, article.language), *without_adjunct(whole, article.language)):
        if not part.endswith(ELLIPSIS):
            yield Candidate(text=part, score=_PART[derived])


def _cut(article: Article, width: int) -> Candidate:
    """The title up to its last whole word, which is best where no quotation loses its speaker by that."""
    text = cut(one_line(article.title), width, article.language)
    scores = _CUT_QUOTE if quotes(text) and text.endswith(ELLIPSIS) else _CUT
    return Candidate(text=text, score=scores[article.title_derived])


def _first_sentence(article: Article) -> str:
    """What a derived title was cut from."""
    first = next(article.paragraphs()).text
    first = first[dateline_end(first) :]
    start, end = next(iter(split_sentences(first, article.language)), (0, len(first)))
    return one_line(first[start:end]).rstrip(" .。")


def _halves(article: Article, topic: Topic, width: int) -> Iterator[Candidate]:
    """The halves of a title that may stand alone: what a series' name announces, and what a subtitle explains.

    "Putin: Russia will win" and "Russia will win: Putin" are a claim and its claimant: what the article speaks of by
    name is never taken off, nor is what could be a name.
    """
    before, after = halves(_title(article)) or ("", "")
    body = " ".join(paragraph.text for paragraph in article.paragraphs()).lower()
    counts = count_words(before, article.language), count_words(after, article.language)
    if counts[1] >= _FEWEST_WORDS and before.lower() not in body and topic.known(after) >= topic.known(before):
        text = after[:1].upper() + after[1:]
        yield Candidate(text=text, score=_AFTER if len(after) > len(before) else _PART[0])
        yield Candidate(text=cut(text, width, article.language), score=_CUT_HALF)
    if min(counts) > _FEWEST_WORDS:
        yield Candidate(text=before, score=_BEFORE)


def _from_digest(article: Article, blocks: Sequence[Block], topic: Topic) -> Iterator[Candidate]:
    """The headings that say what the opening says, and the sentence that the digest opens with.

    Where a title was derived, any sentence of the first block that fits whole is better than one cut short.
    """
    language, derived = article.language, article.title_derived
    for i, block in enumerate(blocks):
        early = 0.15 * (1 - i / len(blocks))
        heading = one_line(block.heading or "")
        if count_words(heading, language) >= _FEWEST_WORDS and topic.is_told_by(heading):
            yield Candidate(text=heading, score=_HEADING[derived] + early + _telling(heading, topic, derived=derived))
    opening = [sentence.text for block in blocks[:1] for sentence in block.sentences]
    for sentence in opening if derived else opening[:1]:
        text = one_line(sentence[dateline_end(sentence) :]).rstrip(".。।")
        if (sentence == opening[0] or opens_with_its_subject(text, language)) and _stands(text, language):
            later = _LATER * (sentence != opening[0])
            yield Candidate(text=text, score=_SENTENCE[derived] - later + _telling(text, topic, derived=derived))


def _stands(text: str, language: str) -> bool:
    return leading_connective(text, language) is None and not _MARKS.search(text)


def _telling(text: str, topic: Topic, *, derived: bool) -> float:
    """What speaks for a line by what it says."""
    call = 0.5 if _CALLS.search(text) else 0.0
    return _COVERAGE[derived] * topic.coverage(text) + 0.2 * topic.prominence(text) - call
