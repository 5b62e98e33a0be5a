"""What mail programs support, by caniemail's data: a pruned copy in ``data/``, with its date."""

from __future__ import annotations

import difflib
import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from digest.errors import SettingsError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Support:
    """What is known of one feature. ``tested`` is the day of its last test; ``partly`` holds a note for each client."""

    title: str
    tested: str
    no: frozenset[str]
    partly: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Caniemail:
    """The data. A client is a family and a platform, such as ``outlook.windows``."""

    date: str
    names: Mapping[str, str]
    clients: Sequence[str]
    features: Mapping[str, Support]

    def name(self, client: str) -> str:
        """A client as people know it: "Gmail (Android)"."""
        family, _, platform = client.partition(".")
        return f"{self.names[family]} ({self.names.get(platform, platform)})"

    def chosen(self, names: Iterable[str]) -> tuple[str, ...]:
        """The clients that the names mean: a family means all its platforms, a platform alone all that have it.

        Raises:
            SettingsError: a name means no client.
        """
        return tuple(dict.fromkeys(client for name in names for client in self._meant(name)))

    def _meant(self, name: str) -> list[str]:
        wanted = _key(name)
        meant = [client for client in self.clients if wanted in self._keys(client)]
        if not meant:
            known = sorted({key for client in self.clients for key in (client, client.partition(".")[0])})
            near = difflib.get_close_matches(name.lower(), known, n=1)
            remedy = f"Did you mean {near[0]}?" if near else f"Known are {', '.join(known)}."
            raise SettingsError(f"[checks] clients names {name!r}, of which caniemail knows nothing.", remedy=remedy)
        return meant

    def _keys(self, client: str) -> set[str]:
        family, _, platform = client.partition(".")
        keys = {family, self.names[family], client, self.name(client)}
        if platform.startswith((family, "windows-mail")):
            keys.add(platform)
        return {_key(key) for key in keys}


@cache
def caniemail() -> Caniemail:
    """The shipped data."""
    source = files("digest.check").joinpath("data", "caniemail.json").read_text(encoding="utf-8")
    table = json.loads(source)
    features = {
        slug: Support(row["title"], row["tested"], frozenset(row["no"]), row["partly"])
        for slug, row in table["features"].items()
    }
    return Caniemail(table["date"], table["names"], table["clients"], features)


def _key(name: str) -> str:
    return "".join(character for character in name.lower() if character.isalnum())
