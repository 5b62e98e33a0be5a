"""The HTML part as all its readers see it, each as it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from digest.check.page.outlook import VERSIONS, for_outlook
from digest.message import CLIP

if TYPE_CHECKING:
    from digest.check.page.document import Document
    from digest.check.page.reader import Reader
    from digest.check.page.view import View


@dataclass(frozen=True)
class Page:
    """An HTML part. Nothing of it is parsed before it is needed, and nothing twice."""

    html: str

    @cached_property
    def size(self) -> int:
        """Bytes of the decoded part in UTF-8."""
        return len(self.html.encode("utf-8", "replace"))

    @cached_property
    def document(self) -> Document:
        """The tree that every program but Outlook for Windows has."""
        from digest.check.page.document import parse_document

        return parse_document(self.html)

    @cached_property
    def views(self) -> tuple[View, ...]:
        """The document as each of its readers sees it, a computer in light colours first."""
        from digest.check.page.document import parse_document
        from digest.check.page.reader import outlook_reader, readers
        from digest.check.page.view import View

        views = [View(self.document, reader) for reader in readers(self.document)]
        for version, html in self.outlook_html.items():
            views.append(View(parse_document(html), outlook_reader(version)))
        return tuple(views)

    @property
    def view(self) -> View:
        """What a computer shows, in light colours."""
        return self.views[0]

    @cached_property
    def painted(self) -> tuple[View, ...]:
        """The views of the programs that follow style sheets."""
        return tuple(view for view in self.views if _follows_styles(view.reader))

    @cached_property
    def before_clip(self) -> Page:
        """What Gmail shows before it clips: this page itself where it is small enough."""
        if self.size <= CLIP:
            return self
        return Page(self.html.encode("utf-8", "replace")[:CLIP].decode("utf-8", "ignore"))

    @cached_property
    def outlook_html(self) -> dict[int, str]:
        """The HTML as Outlook for Windows reads it, by the latest version that reads it so."""
        if "[if" not in self.html and "mso-hide" not in self.html:
            return {}
        distinct = {for_outlook(self.html, version): version for version in VERSIONS}
        return {version: html for html, version in distinct.items()}


def _follows_styles(reader: Reader) -> bool:
    return reader.sheets and not (reader.aloud or reader.outlook or reader.recolours)
