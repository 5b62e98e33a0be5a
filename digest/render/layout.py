"""Lay an edition out: a template's parts, written in Jinja2, make one MJML document.

A template is a folder of parts. Each part is looked for in the workspace's ``templates/NAME/``, then in the shipped
template of that name, then in ``briefing``, so a publication changes only the parts it wants otherwise.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.errors import TemplateError
from digest.mime import printable
from digest.render.brand import dark_scheme, light_scheme
from digest.render.labels import labels_for
from digest.render.links import web_link
from digest.render.view import view
from digest.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from jinja2 import Environment

    from digest.edition import Edition
    from digest.render.images import Pictures
    from digest.render.labels import Labels
    from digest.render.view import EditionView
    from digest.settings import Settings

BASE = "briefing"
MESSAGE = "message.mjml.j2"
INLINE_CSS = "inline.css.j2"
_NAME = re.compile(r"\w[\w-]*")
_SANS = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a template is given, and where its parts are looked for."""

    folders: tuple[Path, ...]
    edition: EditionView
    labels: Labels
    why: str  # this message came
    social_links: tuple[tuple[str, str], ...]
    values: Mapping[str, object]


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
        parts |= {path.name: path for path in sorted(folder.glob("*.j2"))}
    return parts


def page_for(edition: Edition, settings: Settings, pictures: Pictures, field: Callable[..., str]) -> Page:
    """All that the edition's template needs. ``field`` gives the token of a field by its name."""
    labels = labels_for(edition.language)
    shown = view(edition, settings, labels, pictures.lead)
    why = labels.because(settings.publication.name, field("address"))
    social_links = _social_links(settings)
    values = {
        "edition": shown,
        "labels": labels,
        "publication": settings.publication,
        "brand": settings.brand,
        "light": light_scheme(settings.brand),
        "dark": dark_scheme(settings.brand),
        "sans": _SANS,
        "logo": pictures.logo,
        "logo_dark": pictures.logo_dark,
        "social_links": social_links,
        "field": field,
        "why": why,
    }
    folders = template_folders(edition.template, settings.workspace)
    return Page(folders=folders, edition=shown, labels=labels, why=why, social_links=social_links, values=values)


def lay_out(page: Page) -> str:
    """The edition as MJML."""
    return _render(page, MESSAGE)


def inline_css(page: Page) -> str:
    """The template's CSS that is written into the elements."""
    return _render(page, INLINE_CSS)


def _render(page: Page, part: str) -> str:
    environment = _environment(page.folders)
    return environment.get_template(part).render(page.values)


@functools.lru_cache(maxsize=16)
def _environment(folders: tuple[Path, ...]) -> Environment:
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        autoescape=lambda name: not (name or "").endswith(".css.j2"),
        undefined=StrictUndefined,
        finalize=_clean,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _clean(value: object) -> object:
    return printable(value) if type(value) is str else value


def _social_links(settings: Settings) -> tuple[tuple[str, str], ...]:
    links = ((name, web_link(url)) for name, url in settings.brand.social_links.items())
    return tuple((name, link) for name, link in links if link)


def _names(homes: Sequence[Path]) -> list[str]:
    return sorted({path.name for home in homes if home.is_dir() for path in home.iterdir() if path.is_dir()})
