"""A new workspace."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLE = "putin-territorial-gains.txt"
LIST = "world.csv"
# The lists, the keys and what is sent belong to this machine: git leaves them, and only their owner reads them.
IGNORED = "digest.db*\nkeys/\nsubscribers/\nout/\n"
PRIVATE = ("keys", "subscribers", "out")


@click.command()
@click.argument("folder", metavar="[DIR]", default=".", type=click.Path(path_type=Path))
@click.option("--template", metavar="NAME", help="Copy this template too, to change how it looks.")
def init(folder: Path, template: str | None) -> None:
    """Make a workspace: settings, a list, and a draft to preview."""
    with _all_or_nothing(folder) as new:
        drafts = _fill(new, template)
    where = "" if folder == Path() else f"cd {folder} && "
    click.echo(f"Made a workspace in {folder.resolve()}. See its first draft:\n\n    {where}digest preview {drafts}\n")
    click.echo("Then put your publication into digest.toml, and your list into subscribers/.", err=True)


def _fill(folder: Path, template: str | None) -> Path:
    """Write all that a workspace has. Returns the path of its draft in it."""
    from digest.deliver.links import LinkKeys
    from digest.draft import write_draft
    from digest.pipeline import edition_of_articles
    from digest.read import read
    from digest.settings import load_settings
    from digest.shipped import shipped

    for name in PRIVATE:
        (folder / name).mkdir(mode=0o700)
    (folder / "articles").mkdir()
    (folder / ".gitignore").write_text(IGNORED, encoding="utf-8")
    shutil.copyfile(shipped("digest.toml"), folder / "digest.toml")
    shutil.copyfile(shipped(f"samples/{SAMPLE}"), folder / "articles" / SAMPLE)
    shutil.copyfile(shipped(f"subscribers/{LIST}"), folder / "subscribers" / LIST)
    if template:
        _copy_template(folder, template)
    settings = load_settings(folder, os.environ)
    LinkKeys.load_or_make(folder / settings.public.key_file)
    articles = read(str(folder / "articles" / SAMPLE), settings)
    edition = edition_of_articles(articles, settings, on=dt.datetime.now(dt.UTC).date())
    draft = Path("drafts") / f"{edition.id}.md"
    write_draft(edition, folder / draft)
    return draft


def _copy_template(folder: Path, name: str) -> None:
    """All parts of a template, also those that it takes from another."""
    from digest.render import template_parts

    parts = template_parts(name)
    (folder / "templates" / name).mkdir(parents=True)
    for part, path in parts.items():
        shutil.copyfile(path, folder / "templates" / name / part)


@contextmanager
def _all_or_nothing(folder: Path) -> Iterator[Path]:
    """A folder beside the one that is asked for; what is made there moves over at the end.

    Raises:
        OutputError: the folder isn't empty, or can't be written.
    """
    try:
        if folder.exists() and any(path.name != ".git" for path in folder.iterdir()):
            raise OutputError(f"{folder} is not empty.", remedy="Name a new folder: digest init my-newsletter")
        parent = folder.resolve().parent
        parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".digest-", dir=parent) as new:
            yield Path(new)
            folder.mkdir(exist_ok=True)
            for path in sorted(Path(new).iterdir()):
                path.rename(folder / path.name)
    except OSError as error:
        raise OutputError(
            f"A workspace can't be made in {folder}: {error.strerror}.", remedy="Name a folder that you may write to."
        ) from error
