"""The llm summariser: any OpenAI-compatible endpoint, held to the article by the verifier."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from digest.errors import SettingsError
from digest.summarize.llm.cache import Cache, folder_of
from digest.summarize.llm.endpoint import Endpoint
from digest.summarize.llm.writing import write

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.settings import Settings

__all__ = ["Cache", "Endpoint", "cache_of", "endpoint_of", "write"]


def endpoint_of(settings: Settings, environ: Mapping[str, str] = os.environ) -> Endpoint:
    """Return the endpoint that the settings name, with its key from the environment; local servers need none.

    Raises:
        SettingsError: ``base_url`` or ``model`` is missing.
    """
    llm = settings.summary.llm
    for name in ("base_url", "model"):
        if not getattr(llm, name):
            raise SettingsError(
                f"[summary.llm] {name} is missing, and the llm summariser needs it.",
                remedy=f'Set {name} under [summary.llm] in digest.toml, or use summarizer = "extractive".',
            )
    return Endpoint(base_url=llm.base_url, model=llm.model, key=environ.get(llm.api_key_env, "").strip())


def cache_of(settings: Settings) -> Cache:
    """Return where the answers to this workspace's questions are kept."""
    return Cache(folder_of(settings.workspace))
