"""Write the author's CSS into the elements by premailer, and leave everything else as MJML made it."""

from __future__ import annotations

import functools
import logging
import re
from typing import Any

_MARK = ' data-premailer="ignore"'
_MARKED = re.compile(f"(<style[^<>]*){_MARK}")
_PREMAILER: dict[str, Any] = {
    "keep_style_tags": True,
    "strip_important": False,  # phones and dark mode live by it
    "disable_basic_attributes": ["width", "height", "align", "valign", "bgcolor"],  # Outlook needs MJML's own
    "disable_leftover_css": True,
    "remove_unset_properties": False,
    "align_floating_images": False,
    "disable_link_rewrites": True,
    "disable_validation": True,
    "allow_network": False,
    "allow_loading_external_files": False,
}


def inline(html: str, css: str) -> str:
    """The HTML with ``css`` in its style attributes.

    premailer drops a doctype in lower case, which would throw the page into quirks mode, and damages style elements
    unless they are marked.
    """
    html = html.replace("<!doctype html>", "<!DOCTYPE html>", 1).replace("<style", f"<style{_MARK}")
    inlined = _inliner()(html, css_text=[css], **_PREMAILER).transform(pretty_print=False)
    return _MARKED.sub(r"\1", inlined).strip() + "\n"


@functools.cache
def _inliner() -> type[Any]:
    """premailer, kept from reading the same CSS again for each message, which takes longer than all the rest."""
    import cssutils  # type: ignore[import-untyped]
    from premailer import Premailer  # type: ignore[import-untyped]

    cssutils.log.setLevel(logging.CRITICAL)
    cssutils.util._defaultFetcher = lambda _url: None  # noqa: SLF001  # it fetches an @import by itself

    read_css = functools.lru_cache(maxsize=64)(Premailer(**_PREMAILER)._parse_style_rules)  # noqa: SLF001

    class Inliner(Premailer):  # type: ignore[misc]
        _parse_style_rules = staticmethod(read_css)

    return Inliner
