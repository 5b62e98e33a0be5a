"""The settings of a long-running process, read again when digest.toml changes."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from digest.check import RULES
from digest.errors import DigestError
from digest.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.settings import Settings

LOG = logging.getLogger("digest.settings")


class CurrentSettings:
    """Settings as they are by now. A file that has faults is named in the log, and those before it stay in force."""

    def __init__(self, settings: Settings, environ: Mapping[str, str]) -> None:
        self._settings = settings
        self._environ = environ
        self._seen = self._stamp()

    def get(self) -> Settings:
        """The settings in force."""
        stamp = self._stamp()
        if stamp != self._seen:
            self._seen = stamp
            try:
                self._settings = load_settings(self._settings.workspace, self._environ, rules=lambda: RULES)
                LOG.info("digest.toml was read again")
            except DigestError as error:
                LOG.error("digest.toml is not in force: %s", error.message)  # noqa: TRY400 - said in full
        return self._settings

    def _stamp(self) -> tuple[int, int] | None:
        """What changes when the file does; None where there is none."""
        if self._settings.workspace is None:
            return None
        try:
            facts = (self._settings.workspace / "digest.toml").stat()
        except OSError:
            return None
        return facts.st_mtime_ns, facts.st_size
