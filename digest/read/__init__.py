"""Reading: a file, page or feed into Articles."""

from digest.read.formats import FORMATS
from digest.read.reading import read, read_bytes

__all__ = ["FORMATS", "read", "read_bytes"]
