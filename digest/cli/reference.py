"""The reference of the command line, docs/cli.md, made from the commands themselves: ``make docs``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from digest.cli.root import root

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFACE = """# The command line

Made from the commands by `make docs`. What they print as JSON is described in [json.md](json.md).

An article is a path, a URL, or `-` for standard input. The workspace is the nearest folder with a digest.toml, upwards
from the current one; `-w DIR` names another. Progress, notes and errors go to standard error; NO_COLOR is honoured.
Several inputs: `inspect` and `summarize` treat each by itself, the other commands make one edition of them. An input
that can't be read costs only itself, and makes the exit code 2.

| exit code | meaning |
| --- | --- |
| 0 | done |
| 1 | the work itself says no: errors were found, a send was refused or ended with people uncertain or failed |
| 2 | the call is wrong: usage, settings, or an input that can't be read |
| 3 | a provider, page or database could not be reached |
| 130 | interrupted, with what was done saved |

Shell completion: put `eval "$(_DIGEST_COMPLETE=bash_source digest)"` into ~/.bashrc, or the same with `zsh_source` into
~/.zshrc, or `_DIGEST_COMPLETE=fish_source digest | source` into fish's configuration.
"""


def reference() -> str:
    """The whole page."""
    context = click.Context(root, info_name="digest", max_content_width=100, terminal_width=100)
    return "\n".join([PREFACE, *_sections(root, context)])


def _sections(command: click.Command, context: click.Context) -> Iterator[str]:
    """A section for a command, then for each command below it."""
    yield f"## {context.command_path}\n\n```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            if below is not None:
                yield from _sections(below, click.Context(below, info_name=name, parent=context, terminal_width=100))


if __name__ == "__main__":
    click.echo(reference(), nl=False)
