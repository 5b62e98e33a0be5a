"""The command line, one file per group of commands. This is its one error boundary.

Commands raise; here what they raise becomes a sentence on standard error and an exit code.
"""

from __future__ import annotations

import io
import os
import sys
import traceback
from typing import TYPE_CHECKING

import click

from digest.cli.output import INTERRUPTED, print_error
from digest.cli.root import root
from digest.errors import DigestError

if TYPE_CHECKING:
    from collections.abc import Sequence

REPORT = "This is a fault of digest. Run it again with --debug, and report what it prints."


def run() -> None:
    """Run the command line and end the process with its exit code."""
    sys.exit(main(sys.argv[1:]))


def main(arguments: Sequence[str]) -> int:
    """Run one command. Returns 0 done, 1 refused, 2 wrong call or input, 3 unreachable, 130 interrupted."""
    _speak_utf8()
    debug = "--debug" in arguments
    try:
        # Without standalone mode click returns what Context.exit was given.
        code = root.main(list(arguments), prog_name="digest", standalone_mode=False, color=_color())
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except DigestError as error:
        _show(error, debug=debug)
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone, as `head` does; Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last boundary: a fault of ours gets a sentence too
        _show(DigestError(f"digest failed: {type(error).__name__}: {error}.", remedy=REPORT), debug=debug)
        return 1
    return code if isinstance(code, int) else 0


def _show(error: DigestError, *, debug: bool) -> None:
    if debug:
        traceback.print_exc()
    print_error(error, color=_color())


def _color() -> bool | None:
    """NO_COLOR (no-color.org) turns colour off; click by itself doesn't look."""
    return False if os.environ.get("NO_COLOR") else None


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is sys.stderr else "strict")
