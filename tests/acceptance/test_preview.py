from __future__ import annotations

import email
import email.policy
import json
import shutil
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.acceptance.conftest import Digest

FILES = ["index.html", "message.eml", "message.html", "message.txt", "report.json"]


def test_a_preview_is_five_files_and_one_line(digest: Digest, sample: Path) -> None:
    """The line says where to look; the message parses without a defect, and its lines keep to RFC 5322."""
    done = digest("preview", sample, "--out", "look")
    assert done.code == 0
    assert done.out.startswith("look/index.html")
    assert len(done.out.splitlines()) == 1
    assert sorted(path.name for path in (digest.folder / "look").iterdir()) == FILES
    data = (digest.folder / "look/message.eml").read_bytes()
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert [part.get_content_type() for part in message.walk()] == ["multipart/alternative", "text/plain", "text/html"]
    assert not any(part.defects for part in message.walk())
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert message["Subject"]
    assert json.loads((digest.folder / "look/report.json").read_text())["preheader"]


def test_a_preview_is_the_same_everywhere(digest: Digest, sample: Path) -> None:
    """Two folders, two time zones, two locales: the same bytes."""
    shutil.copy(sample, digest.folder / "article.txt")
    digest("preview", "article.txt", "--out", "one", TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="1")
    digest("preview", "article.txt", "--out", "a/b/two", TZ="America/New_York", LC_ALL="C.UTF-8", PYTHONHASHSEED="2")
    for name in FILES:
        assert (digest.folder / "one" / name).read_bytes() == (digest.folder / "a/b/two" / name).read_bytes()


def test_a_failed_preview_leaves_the_one_before(digest: Digest, sample: Path) -> None:
    """An article that can't be read changes nothing of what stands in the folder."""
    digest("preview", sample, "--out", "look")
    before = {path: path.read_bytes() for path in (digest.folder / "look").iterdir()}
    done = digest("preview", "missing.txt", "--out", "look")
    assert done.code == 2
    assert {path: path.read_bytes() for path in (digest.folder / "look").iterdir()} == before
