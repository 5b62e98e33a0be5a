"""The command ``digest`` itself: its own options, and its commands, each imported when it is called."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from digest import __version__

if TYPE_CHECKING:
    from collections.abc import Collection

    from digest.settings import Settings

# Command -> the module of digest.cli that holds it under the same name. Help shows them in this order.
COMMANDS = {
    "init": "init",
    "inspect": "article",
    "summarize": "article",
    "draft": "edition",
    "preview": "edition",
    "check": "check",
    "trace": "article",
    "send": "send",
    "campaigns": "campaigns",
    "schedules": "schedules",
    "approve": "schedules",
    "hold": "schedules",
    "release": "schedules",
    "worker": "worker",
    "lists": "lists",
    "subscribers": "subscribers",
    "suppressions": "suppressions",
}


@dataclass(frozen=True, kw_only=True)
class Session:
    """What one call of the command line is about: the workspace that -w names, or the nearest one."""

    named: Path | None

    @cached_property
    def settings(self) -> Settings:
        """The workspace's settings, read once; the defaults where there is no workspace.

        Raises:
            SettingsError: digest.toml has faults.
        """
        from digest.settings import find_workspace, load_settings

        return load_settings(self.named or find_workspace(Path.cwd()), os.environ, rules=_rules)


def _rules() -> Collection[str]:
    from digest.check import RULES

    return RULES


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for, so that ``digest --help`` answers at once."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return all names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Import one command; None where there is no such one."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"digest.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "-w",
    "--workspace",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="The workspace to use, instead of the nearest folder upwards with a digest.toml.",
)
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.version_option(__version__, prog_name="digest")
@click.pass_context
def root(ctx: click.Context, workspace: Path | None, *, debug: bool) -> None:  # noqa: ARG001 - main looks for it
    """Turn a news article into an e-mail digest that people trust."""
    ctx.obj = Session(named=workspace)
