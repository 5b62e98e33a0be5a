"""Knowing an erased person again without knowing who it was."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.store.database import Database


def erasure_hash(database: Database) -> Callable[[str], str]:
    """A function from a key to its keyed hash (BLAKE2b, 16 bytes as hex).

    Its secret is made with the store and stays in it: lost, it would let an import bring everybody back.
    """
    secret = bytes.fromhex(str(database.value("facts.get", name="erasure key")))

    def hashed(key: str) -> str:
        return "erased:" + hashlib.blake2b(key.encode(), key=secret, digest_size=16).hexdigest()

    return hashed
