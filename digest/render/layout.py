"""Lay an edition out as MJML, and hold the result to what the mjml package takes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.edition import Placement
from digest.errors import TemplateError
from digest.render.brand import checked_font, dark_scheme, light_scheme
from digest.render.environment import fill_part, shown_place, template_folders
from digest.render.labels import labels_for
from digest.render.links import web_link
from digest.render.validate import css_faults, faults, left_out
from digest.render.view import view

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from digest.edition import Edition
    from digest.render.images import Pictures
    from digest.render.labels import Labels
    from digest.render.validate import Fault
    from digest.render.view import EditionView
    from digest.settings import Settings

_MESSAGE = "message.mjml.j2"
_INLINE_CSS = "inline.css.j2"
_PLACEMENTS = {
    Placement.TOP: "Place edition.top and each story's top, word for word.",
    Placement.BLOCK: "Place each block's disclaimers, word for word.",
    Placement.END: "Place edition.closing and each story's end, word for word.",
}
_SANS = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a template is given, and where its parts are looked for."""

    folders: tuple[Path, ...]
    edition: EditionView
    labels: Labels
    why: str  # this message came
    home: str | None  # the publication's address in the web
    social_links: tuple[tuple[str, str], ...]
    values: Mapping[str, object]


def page_for(edition: Edition, settings: Settings, pictures: Pictures, field: Callable[..., str]) -> Page:
    """All that the edition's template needs. ``field`` gives the token of a field by its name."""
    labels = labels_for(edition.language)
    shown = view(edition, settings, labels, pictures.lead)
    why = labels.because(settings.publication.name, field("address"))
    social_links = _social_links(settings)
    home = web_link(settings.publication.url)
    values = {
        "edition": shown,
        "several": len(shown.stories) > 1,
        "labels": labels,
        "publication": settings.publication,
        "font": checked_font(settings.brand.font),
        "light": light_scheme(settings.brand.accent, settings.brand.background),
        "dark": dark_scheme(settings.brand.accent),
        "sans": _SANS,
        "logo": pictures.logo,
        "logo_dark": pictures.logo_dark,
        "social_links": social_links,
        "field": field,
        "why": why,
        "home": home,
    }
    folders = template_folders(edition.template, settings.workspace)
    return Page(
        folders=folders,
        edition=shown,
        labels=labels,
        why=why,
        home=home,
        social_links=social_links,
        values=values,
    )


def lay_out(page: Page) -> str:
    """The edition as MJML.

    Raises:
        TemplateError: a part has a fault in its Jinja2.
    """
    return fill_part(page.folders, _MESSAGE, page.values)


def validate(document: str, page: Page) -> str:
    """The laid-out document, if it is right.

    Raises:
        TemplateError: the mjml package wouldn't take it, or would get it wrong; or a disclaimer isn't in it.
    """
    if fault := next(faults(document), None):
        raise TemplateError(f"{_place(fault, document, page)}: {fault.message}", remedy=fault.remedy)
    if found := left_out(document, page.edition):
        message = f"The template {page.folders[0].name!r} leaves out the disclaimer {found[0]!r}, placed at {found[1]}."
        raise TemplateError(message, remedy=_PLACEMENTS[found[1]])
    return document


def inline_css(page: Page) -> str:
    """The template's CSS that is written into the elements.

    Raises:
        TemplateError: it has a fault in its Jinja2, or imports other CSS.
    """
    css = fill_part(page.folders, _INLINE_CSS, page.values)
    if fault := next(css_faults(css, inlined=True), None):
        line = css.count("\n", 0, fault.offset) + 1
        raise TemplateError(f"{_file(_INLINE_CSS, page)}, near line {line}: {fault.message}", remedy=fault.remedy)
    return css


def _place(fault: Fault, document: str, page: Page) -> str:
    """The template's line that wrote a faulty place: laid out once more, with every line marked."""
    from digest.render.validate.positions import read_marks

    again, origins = read_marks(fill_part(page.folders, _MESSAGE, page.values, marked=True))
    place = origins.at(fault.offset) if again == document else None
    if place is None:
        return _file(_MESSAGE, page)
    return shown_place(_file(place.part, page), place.line)


def _file(part: str, page: Page) -> str:
    folder = next(folder for folder in page.folders if (folder / part).is_file())
    return f"templates/{folder.name}/{part}"


def _social_links(settings: Settings) -> tuple[tuple[str, str], ...]:
    links = ((name, web_link(url)) for name, url in settings.brand.social_links.items())
    return tuple((name, link) for name, link in links if link)
