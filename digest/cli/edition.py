"""One edition of what was read: draft, preview."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from zoneinfo import ZoneInfo

import click

from digest.cli.options import (
    articles_argument,
    edition_options,
    editions_argument,
    list_name,
    list_option,
    read_articles,
)
from digest.cli.output import print_failures, print_findings, tally
from digest.errors import InputError, UsageError
from digest.finding import Severity

if TYPE_CHECKING:
    from digest.cli.root import Session
    from digest.edition import Edition
    from digest.pipeline import Proof
    from digest.settings import Settings
    from digest.subscriber import Subscriber


@click.command()
@articles_argument
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FILE", help="[default: drafts/ID.md]")
@click.option("--force", is_flag=True, help="Overwrite the draft if there is one.")
@list_option
@edition_options
@click.pass_context
def draft(ctx: click.Context, /, sources: tuple[str, ...], output: Path | None, *, force: bool, **options: Any) -> None:
    """Compose an edition and write it as a Markdown draft that you can edit."""
    from digest.draft import is_draft, write_draft

    for source in sources:
        if is_draft(Path(source)):
            raise UsageError(f"{source} is a draft already.", remedy=f"Edit it, then: digest preview {source}")
    settings = settings_for(ctx.obj, **options)
    edition, failures = edition_of(sources, settings, **options)
    path = output or (settings.workspace or Path()) / "drafts" / f"{edition.id}.md"
    write_draft(edition, path, force=force)
    click.echo(path)
    print_findings((note for article in edition.articles for note in article.notes), err=True)
    print_failures(failures)
    if failures:
        ctx.exit(InputError.exit_code)


@click.command()
@editions_argument
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="[default: out/EDITION-ID/]")
@click.option("--open", "open_", is_flag=True, help="Open the preview in the browser.")
@click.option("--for", "address", metavar="ADDRESS", help="Fill it in for this subscriber.")
@click.option("--strict", is_flag=True, help="Exit with 1 if there are errors or warnings.")
@list_option
@edition_options
@click.pass_context
def preview(
    ctx: click.Context,
    /,
    sources: tuple[str, ...],
    out: Path | None,
    *,
    open_: bool,
    address: str | None,
    strict: bool,
    **options: Any,
) -> None:
    """Render and check an edition, and write it as a page to look at and as the files that would leave."""
    from digest.pipeline import prove
    from digest.preview import write_preview

    settings = settings_for(ctx.obj, **options)
    reader = _reader(settings, address) if address is not None else None
    edition, failures = edition_of(sources, settings, **options)
    proof = prove(edition, settings, reader=reader)
    folder = out or Path("out") / edition.id
    write_preview(proof, folder)
    _tell(proof, folder)
    print_failures(failures)
    if open_:
        click.launch((folder / "index.html").resolve().as_uri())
    if failures:
        ctx.exit(InputError.exit_code)
    if strict and any(finding.severity is not Severity.NOTE for finding in proof.report.findings):
        ctx.exit(1)


def settings_for(
    session: Session,
    *,
    list_: str | None,
    words: int | None,
    summarizer: Literal["extractive", "llm"] | None,
    template: str | None,
    **_: Any,
) -> Settings:
    """The settings in force for this call: the workspace's, the list's, then the options'."""
    from digest.settings import for_list, with_options

    settings = session.settings
    if list_:
        settings = for_list(settings, list_name(list_))
    return with_options(settings, words=words, summarizer=summarizer, template=template)


def edition_of(
    sources: tuple[str, ...],
    settings: Settings,
    *,
    template: str | None,
    format: str | None,  # noqa: A002 - the option's name
    limit: int | None,
    pick: str | None,
    on: dt.date | None = None,
    **_: Any,
) -> tuple[Edition, list[InputError]]:
    """One edition of a draft or of articles, and the errors of the articles that can't be read.

    ``on`` is the day whose disclaimers it carries, today where it is None.

    Raises:
        UsageError: a draft stands among other inputs.
        InputError: the draft, or every article, can't be read.
    """
    from digest.draft import is_draft
    from digest.pipeline import edition_of_articles, edition_of_draft

    on = on or today(settings)
    drafts = [source for source in sources if is_draft(Path(source))]
    if drafts and len(sources) > 1:
        raise UsageError(f"{drafts[0]} is a draft, and a draft is an edition by itself.", remedy="Give it alone.")
    if drafts:
        return edition_of_draft(Path(drafts[0]), settings, on=on, template=template), []
    articles, failures = read_articles(settings, sources, format=format, limit=limit, pick=pick)
    if not articles:
        raise failures[0]
    return edition_of_articles(articles, settings, on=on), failures


def _reader(settings: Settings, address: str) -> Subscriber:
    """The subscriber of an address.

    Raises:
        InputError: there is none.
    """
    from digest.lists import key_of
    from digest.store import open_store

    with open_store(settings, make=False) as store:
        reader = store.subscribers.get(key_of(address))
    if reader is None:
        raise InputError(
            f"{address} is no subscriber.",
            remedy="Leave out --for to fill in examples, or import a list first: digest subscribers import FILE",
        )
    return reader


def today(settings: Settings) -> dt.date:
    """The day where the publication is."""
    return dt.datetime.now(ZoneInfo(settings.publication.timezone)).date()


def _tell(proof: Proof, folder: Path) -> None:
    print_findings((f for f in proof.report.findings if f.severity is not Severity.NOTE), err=True)
    click.echo(f"{folder / 'index.html'}  {click.style(tally(proof.report.findings), dim=True)}")
