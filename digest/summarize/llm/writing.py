"""The llm summariser: a model's words where the article bears them out, the default's block everywhere else."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.finding import Finding, Severity
from digest.summarize.extractive import extract
from digest.summarize.figures import enough
from digest.summarize.llm.answer import VetoError, held, parse
from digest.summarize.llm.endpoint import Endpoint, EndpointError, Reply
from digest.summarize.llm.prompt import SCHEMA, messages
from digest.summarize.passage import candidates, stems
from digest.summarize.told import Told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.article import Article
    from digest.edition import Block, BlockSentence
    from digest.summarize.llm.cache import Cache

_AT_ONCE = 4  # questions
_LONGEST = 150  # sentences of a section that are sent


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """What came of one block's question: its sentences, or why there are none."""

    sentences: tuple[BlockSentence, ...] = ()
    reason: str = ""
    reply: Reply | None = None  # None where nothing was asked, or nothing answered
    cached: bool = False


def write(  # noqa: PLR0913  # as the default summariser, and whom to ask
    article: Article,
    language: str,
    budget: int,
    *,
    endpoint: Endpoint,
    cache: Cache,
    index: int = 0,
    earlier: Sequence[Block] = (),
) -> tuple[Block, ...]:
    """Summarise an article in a model's words, a block for each section that has text.

    A block's notes say why it is the default's, and the first block's what the model cost.
    """
    blocks = extract(article, language, budget, index=index, earlier=earlier)
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        drafts = list(pool.map(lambda block: _draft(article, block, language, budget, endpoint, cache), blocks))
    told = Told(stems(sentence.text, language) for block in earlier for sentence in block.sentences)
    written: list[Block] = []
    for block, draft in zip(blocks, drafts, strict=True):
        written.append(_merge(block, draft, language, index, told))
        for sentence in written[-1].sentences:
            told.add(stems(sentence.text, language))
    if written:
        written[0] = dataclasses.replace(written[0], notes=(*written[0].notes, _cost(endpoint.model, drafts)))
    return tuple(written)


def _draft(  # noqa: PLR0913, PLR0917
    article: Article, block: Block, language: str, budget: int, endpoint: Endpoint, cache: Cache
) -> _Draft:
    section = candidates(article, article.sections[block.section or 0], language)[:_LONGEST]
    question = messages(block.heading, section, budget)
    key = cache.key(endpoint.base_url, endpoint.model, question)
    known = cache.get(key)
    reply = None
    try:
        if known is None:
            reply = endpoint.ask(question, SCHEMA)
            parse(reply.content)
            cache.put(key, reply.content)
        content = reply.content if reply else known or ""
        return _Draft(sentences=held(content, article, section, language, budget), reply=reply, cached=reply is None)
    except (EndpointError, VetoError) as error:
        return _Draft(reason=str(error), reply=reply, cached=known is not None)


def _merge(block: Block, draft: _Draft, language: str, index: int, told: Told) -> Block:
    """Put the model's sentences in the default's place, but for those that an earlier block has told."""
    new = [sentence for sentence in draft.sentences if not told.repeats(stems(sentence.text, language))]
    whole = new and new[0] is draft.sentences[0]
    if not whole:
        reason = draft.reason or "it repeats an earlier block"
        return dataclasses.replace(block, notes=(*block.notes, _fallback(block, reason)))
    text = " ".join(sentence.text for sentence in new)
    return dataclasses.replace(
        block,
        sentences=tuple(_of_article(sentence, index) for sentence in new),
        quote=block.quote if block.quote and block.quote.text not in text else None,
        figures=enough(figure for figure in block.figures if figure.text in text),
        notes=(),
    )


def _of_article(sentence: BlockSentence, index: int) -> BlockSentence:
    sources = tuple(dataclasses.replace(source, article=index) for source in sentence.sources)
    return dataclasses.replace(sentence, article=index, sources=sources)


def _fallback(block: Block, reason: str) -> Finding:
    return Finding(
        rule="summary-fallback",
        severity=Severity.WARNING,
        message=f"The article's own sentences stand here, since the model's were not usable: {reason}.",
        where=block.heading or "the lede",
        remedy="Read the block, or write it yourself in the draft.",
    )


def _cost(model: str, drafts: Sequence[_Draft]) -> Finding:
    replies = [draft.reply for draft in drafts if draft.reply]
    prices = [reply.price for reply in replies if reply.price is not None]
    spent = (
        f"{sum(reply.tokens_in for reply in replies):,} tokens in, {sum(reply.tokens_out for reply in replies):,} out"
    )
    price = f", {sum(prices):.4f} as the endpoint counts it" if prices else ""
    cached = sum(draft.cached for draft in drafts)
    return Finding(
        rule="summary-cost",
        severity=Severity.NOTE,
        message=f"{model}: {len(replies)} answers, {spent}{price}; {cached} more from the cache at no cost.",
    )
