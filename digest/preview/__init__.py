"""A message as a page and files to look at, together or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.mime.parse import parse_message
from digest.preview.files import write_together
from digest.preview.page import page
from digest.report import dump, report_json

if TYPE_CHECKING:
    from pathlib import Path

    from digest.pipeline import Proof

FILES = ("index.html", "message.html", "message.txt", "message.eml", "report.json")


def write_preview(proof: Proof, folder: Path) -> None:
    """Write the page to look at, the message's two parts, the message itself and what the checks found.

    All is read back from the message's final bytes, as a recipient's program would. The same proof gives the same
    bytes in any folder. The folder is made where it is missing; nothing else in it is touched.

    Raises:
        OutputError: the folder or a file can't be written; the files are as they were before.
    """
    parsed = parse_message(proof.data)
    report = report_json(proof.edition, proof.message, proof.report, proof.settings)
    texts = (page(proof, parsed), parsed.html or "", parsed.text or "")
    contents = (*(text.encode() for text in texts), proof.data, dump(report).encode())
    write_together(folder, dict(zip(FILES, contents, strict=True)))


__all__ = ["FILES", "write_preview"]
