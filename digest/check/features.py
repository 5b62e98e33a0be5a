"""What of HTML and CSS the message uses, by the names that caniemail has for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from digest.check.page.css import Declarations
    from digest.check.page.document import Document


@dataclass(frozen=True, slots=True)
class Feature:
    """A feature and how its use is told: in which names, and by which values. ``carries``: losing it hurts."""

    slug: str
    names: str  # a pattern of whole property or element names
    values: str = ""  # a pattern found in the value, "" for any
    carries: bool = False


@dataclass(frozen=True, slots=True)
class Use:
    """One use of a feature. ``guarded``: inside a condition, or beside a declaration that stands where it is lost."""

    feature: Feature
    element: int
    guarded: bool


_SIZES = "font-size|width|height|max-width|min-width|padding|margin|line-height|padding-.*|margin-.*"
_COLOURS = "color|background-color|background|border|border-.*"
PROPERTIES = (
    Feature("css-display-flex", "display", r"^(?:inline-)?flex$", carries=True),
    Feature("css-display-grid", "display", r"^(?:inline-)?grid$", carries=True),
    Feature("css-position", "position", r"^(?:absolute|fixed|sticky)$", carries=True),
    Feature("css-variables", ".*", r"\bvar\(", carries=True),
    Feature("css-unit-calc", _SIZES, r"\bcalc\(", carries=True),
    Feature("css-function-clamp", _SIZES, r"\bclamp\(", carries=True),
    Feature("css-function-min", _SIZES, r"\bmin\(", carries=True),
    Feature("css-function-max", _SIZES, r"\bmax\(", carries=True),
    Feature("css-function-light-dark", _COLOURS, r"\blight-dark\(", carries=True),
    Feature("css-modern-color", _COLOURS, r"\b(?:oklch|oklab|lch|lab|hwb|color|color-mix)\(", carries=True),
    Feature("css-rgba", _COLOURS, r"\brgba\(", carries=True),
    Feature("css-unit-rem", _SIZES, r"\d\s?rem\b", carries=True),
    Feature("css-unit-vw", _SIZES, r"\d\s?vw\b", carries=True),
    Feature("css-unit-vh", _SIZES, r"\d\s?vh\b", carries=True),
    Feature("css-transform", "transform", carries=True),
    Feature("css-writing-mode", "writing-mode", carries=True),
    Feature("css-grid-template", "grid-template.*"),
    Feature("css-gap", "gap|row-gap|column-gap"),
    Feature("css-float", "float", r"left|right"),
    Feature("css-column-count", "column-count|columns"),
    Feature("css-background-image", "background-image|background", r"url\("),
    Feature("css-linear-gradient", "background-image|background", r"linear-gradient\("),
    Feature("css-radial-gradient", "background-image|background", r"radial-gradient\("),
    Feature("css-background-size", "background-size"),
    Feature("css-border-radius", "border-radius|border-.*-radius"),
    Feature("css-box-shadow", "box-shadow"),
    Feature("css-text-shadow", "text-shadow"),
    Feature("css-box-sizing", "box-sizing"),
    Feature("css-max-width", "max-width"),
    Feature("css-min-width", "min-width"),
    Feature("css-max-height", "max-height"),
    Feature("css-min-height", "min-height"),
    Feature("css-object-fit", "object-fit"),
    Feature("css-opacity", "opacity"),
    Feature("css-overflow", "overflow|overflow-[xy]"),
    Feature("css-visibility", "visibility"),
    Feature("css-z-index", "z-index"),
    Feature("css-filter", "filter"),
    Feature("css-clip-path", "clip-path"),
    Feature("css-animation", "animation|animation-.*"),
    Feature("css-transition", "transition|transition-.*"),
    Feature("css-aspect-ratio", "aspect-ratio"),
    Feature("css-letter-spacing", "letter-spacing"),
    Feature("css-hyphens", "hyphens"),
    Feature("css-text-overflow", "text-overflow"),
    Feature("css-margin-inline-start-end", "margin-inline-(?:start|end)"),
    Feature("css-padding-inline-start-end", "padding-inline-(?:start|end)"),
    Feature("css-word-break", "word-break"),
    Feature("css-outline", "outline"),
)
AT_RULES = (
    Feature("css-at-media", "media"),
    Feature("css-at-supports", "supports"),
    Feature("css-at-font-face", "font-face"),
    Feature("css-at-import", "import"),
    Feature("css-at-keyframes", "keyframes|-webkit-keyframes"),
)
QUERIES = (
    Feature("css-at-media-prefers-color-scheme", "prefers-color-scheme"),
    Feature("css-at-media-hover", r"\bhover\b"),
    Feature("css-at-media-orientation", "orientation"),
    Feature("css-at-media-device-pixel-ratio", "device-pixel-ratio"),
)
ELEMENTS = (
    Feature("html-video", "video", carries=True),
    Feature("html-audio", "audio", carries=True),
    Feature("html-svg", "svg", carries=True),
    Feature("html-object", "object", carries=True),
    Feature("html-dialog", "dialog", carries=True),
    Feature("html-meter", "meter", carries=True),
    Feature("html-progress", "progress", carries=True),
    Feature("html-picture", "picture"),
    Feature("html-semantics", "article|section|header|footer|nav|aside|main|figure|figcaption"),
    Feature("html-ruby", "ruby"),
    Feature("html-wbr", "wbr"),
)
IMAGES = (
    Feature("image-webp", "img", r"\.webp(?:$|\?)", carries=True),
    Feature("image-avif", "img", r"\.avif(?:$|\?)", carries=True),
    Feature("image-svg", "img", r"\.svg(?:$|\?)|^data:image/svg", carries=True),
    Feature("image-bmp", "img", r"\.bmp(?:$|\?)", carries=True),
    Feature("image-tiff", "img", r"\.tiff?(?:$|\?)", carries=True),
    Feature("image-heif", "img", r"\.hei[cf](?:$|\?)", carries=True),
    Feature("image-apng", "img", r"\.apng(?:$|\?)"),
    Feature("image-base64", "img", r"^data:image/", carries=True),
)
FEATURES = (*PROPERTIES, *AT_RULES, *QUERIES, *ELEMENTS, *IMAGES)


def uses(document: Document) -> Iterator[Use]:
    """Every use of a feature, in no order."""
    for index, element in enumerate(document.elements):
        for feature, guarded in _declared(document.inline(index)):
            yield Use(feature, index, guarded)
        yield from _element(index, element)
    matched = ((element, order) for element, rules in document.matched.items() for _, order in rules)
    for element, order in matched:
        rule = document.sheet.rules[order]
        for feature, guarded in _declared(rule.declarations):
            yield Use(feature, element, guarded or bool(rule.media or rule.client))
    for feature in AT_RULES:
        if any(re.fullmatch(feature.names, name) for name in document.sheet.at_rules):
            yield Use(feature, 0, guarded=True)
    queries = " ".join({query for rule in document.sheet.rules for query in rule.media})
    for feature in QUERIES:
        if re.search(feature.names, queries):
            yield Use(feature, 0, guarded=True)


def _element(index: int, element: Any) -> Iterator[Use]:  # noqa: ANN401 (lxml has no types)
    for feature in ELEMENTS:
        if re.fullmatch(feature.names, element.tag):
            yield Use(feature, index, guarded=False)
    if element.tag == "img":
        for feature in IMAGES:
            if re.search(feature.values, element.get("src", ""), re.IGNORECASE):
                yield Use(feature, index, guarded=False)


def _declared(declarations: Declarations) -> Iterator[tuple[Feature, bool]]:
    """The features of a block, each with whether an earlier declaration of the same property stands in for it."""
    for name, value in (*declarations.normal.items(), *declarations.important.items()):
        for feature in PROPERTIES:
            if re.fullmatch(feature.names, name) and (not feature.values or re.search(feature.values, value)):
                yield feature, declarations.names.count(name) > 1
