"""The documents say what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from digest.cli.reference import reference
from digest.cli.root import root

ROOT = Path(__file__).parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_reference_is_the_commands_own() -> None:
    """Run `make docs` after changing a command."""
    assert (ROOT / "docs/cli.md").read_text(encoding="utf-8") == reference()


def test_every_command_and_option_says_what_it_does() -> None:
    """No help is missing anywhere."""

    def commands(command: click.Command, context: click.Context) -> list[click.Command]:
        found = [command]
        if isinstance(command, click.Group):
            for name in command.list_commands(context):
                below = command.get_command(context, name)
                assert below is not None
                found += commands(below, click.Context(below, parent=context))
        return found

    for command in commands(root, click.Context(root)):
        assert command.help, command.name
        for parameter in command.params:
            assert not isinstance(parameter, click.Option) or parameter.help, f"{command.name} {parameter.name}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link of a page is a file."""
    text = re.sub(
        r"^```.*?^```|^ {4}.*?$|`[^`]*`", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )
    for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text):
        assert (page.parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_in_the_documents_exist(page: Path) -> None:
    """Each `digest …` line names a command that there is, with options that it has."""
    context = click.Context(root)
    for line in re.findall(
        r"^ {4}(?:\$ )?digest ((?:-w \S+ )?[a-z].*)$", page.read_text(encoding="utf-8"), re.MULTILINE
    ):
        words = re.sub(r"^-w \S+ ", "", line.split("  #")[0]).split()
        command = root.get_command(context, words[0])
        while isinstance(command, click.Group) and len(words) > 1:
            words = words[1:]
            command = command.get_command(context, words[0])
        assert command is not None, line
        options = {option for parameter in command.params for option in parameter.opts}
        for word in words[1:]:
            assert not word.startswith("--") or word.split("=")[0] in options, line
