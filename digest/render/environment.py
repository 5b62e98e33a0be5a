"""Templates as files: where their parts are, and the Jinja2 environment that fills them.

A template is a folder of parts. Each part is looked for in the workspace's ``templates/NAME/``, then in the shipped
template of that name, then in ``briefing``, so a publication changes only the parts it wants otherwise.
"""

from __future__ import annotations

import functools
import re
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import TemplateError
from digest.mime import printable
from digest.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jinja2 import Environment

BASE = "briefing"
_NAME = re.compile(r"\w[\w-]*")
_SUFFIX = ".j2"


def template_folders(name: str, workspace: Path | None) -> tuple[Path, ...]:
    """Where the parts of a template are, the first that has one first.

    Raises:
        TemplateError: there is no template of that name.
    """
    homes = [shipped("templates")] if workspace is None else [workspace / "templates", shipped("templates")]
    found = [home / name for home in homes if _NAME.fullmatch(name) and (home / name).is_dir()]
    if not found:
        raise TemplateError(f"There is no template {name!r}.", remedy=f"Use one of {', '.join(_names(homes))}.")
    return tuple(dict.fromkeys([*found, shipped("templates") / BASE]))


def template_parts(name: str, workspace: Path | None = None) -> dict[str, Path]:
    """All parts of a template by name, each from the folder that it is taken from."""
    parts: dict[str, Path] = {}
    for folder in reversed(template_folders(name, workspace)):
        parts |= {path.name: path for path in sorted(folder.glob(f"*{_SUFFIX}"))}
    return parts


def fill_part(folders: tuple[Path, ...], part: str, values: Mapping[str, object], *, marked: bool = False) -> str:
    """A part of a template with its values; ``marked`` for :func:`digest.render.validate.positions.read_marks`.

    Raises:
        TemplateError: the part, or one that it includes, has a fault; with its file and line.
    """
    from jinja2 import TemplateNotFound, TemplateSyntaxError, UndefinedError

    try:
        return _environment(folders, marked=marked).get_template(part).render(values)
    except TemplateSyntaxError as error:
        where = shown_place(error.filename or error.name or part, error.lineno)
        raise TemplateError(f"{where}: {str(error.message).rstrip('.')}.", remedy="Correct the tag.") from error
    except UndefinedError as error:
        remedy = "docs/adding-a-template.md lists the values a template has."
        raise TemplateError(f"{_line_of(error, part)}: {error.message}.", remedy=remedy) from error
    except TemplateNotFound as error:
        message = f"{_line_of(error, part)}: there is no part {error.name!r}."
        raise TemplateError(message, remedy="Correct its name, or write it.") from error
    except UnicodeDecodeError as error:
        raise TemplateError(f"{_undecodable(folders)} is not in UTF-8.", remedy="Save it as UTF-8.") from error
    except Exception as error:  # a template can raise anything
        reason = str(error).rstrip(".") or type(error).__name__
        raise TemplateError(f"{_line_of(error, part)}: {reason}.", remedy="Correct that line.") from error


def shown_place(path: str | Path, line: int) -> str:
    """A template's file and line as people read it: templates/briefing/block.mjml.j2, line 3."""
    return f"{'/'.join(Path(path).parts[-3:])}, line {line}"


def _line_of(error: Exception, part: str) -> str:
    """The innermost line of a template in the error's traceback, which Jinja2 writes in the template's own terms."""
    place = f"templates/{part}"
    frame = error.__traceback__
    while frame:
        if frame.tb_frame.f_code.co_filename.endswith(_SUFFIX):
            place = shown_place(frame.tb_frame.f_code.co_filename, frame.tb_lineno)
        frame = frame.tb_next
    return place


def _undecodable(folders: tuple[Path, ...]) -> str:
    """The first part that is not in UTF-8, as people read its name."""
    for path in (path for folder in folders for path in sorted(folder.glob(f"*{_SUFFIX}"))):
        try:
            path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            return "/".join(path.parts[-3:])
    return f"A part of the template {folders[0].name!r}"


@functools.lru_cache(maxsize=16)
def _environment(folders: tuple[Path, ...], *, marked: bool) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    ours = all(folder.is_relative_to(shipped("templates")) for folder in folders)
    environment = (Environment if ours else ImmutableSandboxedEnvironment)(
        loader=FileSystemLoader(folders),
        autoescape=lambda name: not (name or "").endswith(".css.j2"),
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    if marked:
        from digest.render.validate.positions import mark_lines

        mark_lines(environment)
    return environment


def _clean(value: object) -> object:
    return printable(value) if type(value) is str else value


def _names(homes: Sequence[Path]) -> list[str]:
    return sorted({path.name for home in homes if home.is_dir() for path in home.iterdir() if path.is_dir()})
