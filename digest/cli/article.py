"""What was read of an article, and what it says: inspect, summarize, trace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import click

from digest.cli.options import (
    articles_argument,
    json_option,
    read_articles,
    read_text,
    reading_options,
    summary_options,
)
from digest.cli.output import print_failures, print_findings, print_json
from digest.errors import InputError, UsageError
from digest.wording import count, short

if TYPE_CHECKING:
    from digest.article import Article
    from digest.cli.root import Session
    from digest.edition import Block, BlockSentence


@click.command()
@articles_argument
@json_option
@reading_options
@click.pass_context
def inspect(ctx: click.Context, /, sources: tuple[str, ...], *, as_json: bool, **options: Any) -> None:
    """Show what was read: title, sections and notices."""
    from digest.report import article_json

    articles, failures = read_articles(ctx.obj.settings, sources, **options)
    if as_json:
        print_json([article_json(article) for article in articles], several=_several(sources, articles))
    else:
        for article in articles:
            _show_article(article)
    _end(ctx, failures)


@click.command()
@articles_argument
@json_option
@summary_options
@reading_options
@click.pass_context
def summarize(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    *,
    as_json: bool,
    words: int | None,
    summarizer: Literal["extractive", "llm"] | None,
    **options: Any,
) -> None:
    """Show the blocks, each sentence with its place in the article."""
    from digest.report import summary_json
    from digest.settings import with_options
    from digest.summarize import summarize as summarize_article

    session: Session = ctx.obj
    settings = with_options(session.settings, words=words, summarizer=summarizer)
    articles, failures = read_articles(settings, sources, **options)
    summaries = [(article, summarize_article(article, settings)) for article in articles]
    if as_json:
        documents = [summary_json(article, blocks) for article, blocks in summaries]
        print_json(documents, several=_several(sources, articles))
    else:
        for article, blocks in summaries:
            _show_blocks(article, blocks)
    _end(ctx, failures)


@click.command()
@click.argument("source", metavar="ARTICLE")
@click.option("--text", "text_file", required=True, metavar="FILE|-", help='The text to trace; "-" is standard input.')
@json_option
@reading_options
@click.pass_context
def trace(ctx: click.Context, /, source: str, text_file: str, *, as_json: bool, **options: Any) -> None:
    """Show where each sentence of a text stands in an article, or that it doesn't."""
    from digest.read.wrapping import unwrap
    from digest.report import trace_json
    from digest.trace import trace as trace_text

    if source == text_file == "-":
        raise UsageError("Both the article and the text are standard input.", remedy="Name a file for one of them.")
    articles, failures = read_articles(ctx.obj.settings, [source], **options)
    if failures:
        raise failures[0]
    sentences = trace_text("\n".join(unwrap(read_text(text_file).split("\n"))), articles)
    if as_json:
        print_json([trace_json(sentences)], several=False)
    else:
        for sentence in sentences:
            _show_sentence(sentence)


def _several(sources: tuple[str, ...], articles: list[Article]) -> bool:
    return len(sources) > 1 or len(articles) > 1


def _end(ctx: click.Context, failures: list[InputError]) -> None:
    print_failures(failures)
    if failures:
        ctx.exit(InputError.exit_code)


def _show_article(article: Article) -> None:
    derived = click.style(" (derived from the lede)", dim=True) if article.title_derived else ""
    click.echo(click.style(article.title, bold=True) + derived)
    known = (article.byline, article.published, article.url)
    click.echo("  ".join([article.format, article.encoding, article.language, *(fact for fact in known if fact)]))
    for index, section in enumerate(article.sections):
        sure = "" if section.confidence is None else click.style(f"  {section.confidence:.2f}", dim=True)
        paragraphs = count(len(section.paragraphs), "paragraph")
        click.echo(f"{index:>4}  {section.heading or 'Lede'}{sure}  {paragraphs}")
    for notice in article.notices:
        click.echo(f"  {click.style(notice.kind.value, fg='cyan')}  {notice.reason}: {short(notice.text, 80)}")
    print_findings(article.notes)
    click.echo()


def _show_blocks(article: Article, blocks: tuple[Block, ...]) -> None:
    click.echo(click.style(article.title, bold=True))
    for block in blocks:
        click.echo()
        if block.heading:
            click.echo(click.style(block.heading, bold=True))
        for sentence in block.sentences:
            _show_sentence(sentence)
        if block.quote:
            click.echo(f"    > {block.quote.text} — {block.quote.speaker}")
        for figure in block.figures:
            click.echo(f"    - {figure.text}")
        print_findings(block.notes)
    click.echo()


def _show_sentence(sentence: BlockSentence) -> None:
    place = "nowhere" if sentence.start is None else f"{sentence.start}-{sentence.end}"
    if sentence.start is None and sentence.sources:
        place = ", ".join(f"{source.start}-{source.end}" for source in sentence.sources)
    click.echo(f"  {sentence.text}  {click.style(f'{sentence.support.value} {place}', dim=True)}")
    for problem in sentence.problems:
        click.echo(f"    {click.style(problem.kind, fg='yellow')} {problem.text}: {problem.message}")
