"""The default summariser: whole sentences of each section, chosen without a network or a model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.edition import Block, BlockSentence, Support
from digest.finding import Finding, Severity
from digest.summarize.figures import key_figures
from digest.summarize.names import Introductions
from digest.summarize.passage import Candidate, candidates, stems
from digest.summarize.pull_quotes import pull_quote
from digest.summarize.selection import Selection, select
from digest.summarize.told import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.article import Article


def extract(
    article: Article, language: str, budget: int, *, index: int = 0, earlier: Sequence[Block] = ()
) -> tuple[Block, ...]:
    """Summarise an article, a block for each section that has text.

    Args:
        article: what was read.
        language: BCP 47, which says how it is split and what leans.
        budget: of a block, in words.
        index: the article's place in its edition.
        earlier: blocks that the reader meets before these.
    """
    told = Told(stems(sentence.text, language) for block in earlier for sentence in block.sentences)
    title = "" if article.title_derived else article.title
    names = Introductions()
    blocks: list[Block] = []
    for number, section in enumerate(article.sections):
        found = candidates(article, section, language, names)
        if not found:
            continue
        selection = select(found, budget, told, stems(f"{title} {section.heading or ''}", language))
        for candidate in selection.chosen:
            told.add(candidate.stems)
        blocks.append(
            Block(
                section=number,
                heading=section.heading,
                sentences=tuple(
                    _sentence(one, index, trimmed=trimmed)
                    for one, trimmed in zip(selection.chosen, selection.trimmed, strict=True)
                ),
                quote=pull_quote(article, found, selection.chosen, language, index),
                figures=key_figures(selection.chosen, language, index),
                notes=_notes(selection, section.heading),
            ),
        )
    return tuple(blocks)


def _sentence(candidate: Candidate, index: int, *, trimmed: bool) -> BlockSentence:
    source = candidate.sentence
    return BlockSentence(
        text=candidate.text if trimmed else source.text,
        support=Support.TRIMMED if trimmed else Support.VERBATIM,
        article=index,
        start=source.start,
        end=source.end,
        removed=((source.start, source.start + candidate.trim),) if trimmed else (),
    )


def _notes(selection: Selection, heading: str | None) -> tuple[Finding, ...]:
    if selection.stands:
        return ()
    leaning = next(defect for defect in selection.chosen[0].defects if defect.hard)
    return (
        Finding(
            rule="summary-leans",
            severity=Severity.WARNING,
            message=f"No sentence of this section stands alone; this one leans on another (“{leaning.words}”).",
            where=heading or "the lede",
            remedy="Say who or what is meant, in the draft.",
        ),
    )
