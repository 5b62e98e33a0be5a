"""What a publication has settled: digest.toml and the environment."""

from digest.settings.model import Settings

__all__ = ["Settings"]
