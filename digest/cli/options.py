"""Options that several commands share, so that a preview is what is sent."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digest.article import Article
    from digest.settings import Settings

Command = TypeVar("Command", bound="Callable[..., Any]")

_LIST_SUFFIXES = frozenset({".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".zip"})

articles_argument = click.argument("sources", metavar="ARTICLE...", nargs=-1, required=True)
editions_argument = click.argument("sources", metavar="ARTICLE...|DRAFT", nargs=-1, required=True)
list_option = click.option("--list", "list_", metavar="LIST", help="The list whose own settings hold.")
json_option = click.option("--json", "as_json", is_flag=True, help="Print JSON on standard output.")


def reading_options(command: Command) -> Command:
    """Options of all commands that read articles."""
    for option in (
        click.option("--pick", metavar="N[,N...]", help="Of a feed, only these entries; the newest is 1."),
        click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Of a feed, at most N entries."),
        click.option(
            "--format",
            type=click.Choice(["text", "markdown", "html", "docx", "feed"]),
            help="What the input is, instead of what is detected.",
        ),
    ):
        command = option(command)
    return command


def summary_options(command: Command) -> Command:
    """Options of all commands that summarise."""
    for option in (
        click.option("--summarizer", type=click.Choice(["extractive", "llm"]), help="Who writes the blocks."),
        click.option("--words", type=click.IntRange(min=1), metavar="N", help="Budget of a block, in words."),
    ):
        command = option(command)
    return command


def edition_options(command: Command) -> Command:
    """Options of all commands that make an edition."""
    command = click.option("--template", metavar="NAME", help="The template that lays the edition out.")(command)
    return reading_options(summary_options(command))


def list_name(value: str) -> str:
    """The name of the list that --list means: a list given as a file is called after the file."""
    return Path(value).stem if is_list_file(value) else value


def is_list_file(value: str) -> bool:
    """Whether --list names a file of subscribers."""
    return Path(value).suffix.lower() in _LIST_SUFFIXES or Path(value).is_file()


def read_articles(settings: Settings, sources: Sequence[str], **options: Any) -> tuple[list[Article], list[InputError]]:
    """Read each source: a path, a URL, or "-" for standard input. One that can't be read costs only itself.

    Returns the articles, and the errors of those that can't be read.
    """
    from digest.read import read

    articles: list[Article] = []
    failures: list[InputError] = []
    for source in sources:
        try:
            articles += read(source, settings, stdin=sys.stdin.buffer, **options)
        except InputError as error:
            failures.append(error)
    return articles, failures


def read_file(name: str) -> bytes:
    """What a file holds, or standard input where it is "-".

    Raises:
        InputError: it can't be read.
    """
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise InputError(f"{name} can't be read: {error.strerror}.", remedy="Check the path.") from error


def read_text(name: str) -> str:
    """What a file of UTF-8 holds, or standard input where it is "-".

    Raises:
        InputError: it can't be read, or is something else.
    """
    try:
        return read_file(name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name} is not UTF-8 text.", remedy="Save it as UTF-8.") from error
