"""The one guarded way to the network, for articles, feeds, images and link checks."""

from digest.fetch.addresses import is_public
from digest.fetch.fetching import Fetched, fetch, probe
from digest.fetch.network import Network
from digest.fetch.types import IMAGES, PAGES

__all__ = ["IMAGES", "PAGES", "Fetched", "Network", "fetch", "is_public", "probe"]
