"""What notices say: the wordings that give each kind away, and the reason shown for it."""

from digest.read.signs.attributions import ATTRIBUTIONS
from digest.read.signs.disclaimers import DISCLAIMERS
from digest.read.signs.headings import HEADED
from digest.read.signs.promotions import PROMOTIONS

__all__ = ["HEADED", "SIGNS"]

SIGNS = DISCLAIMERS + ATTRIBUTIONS + PROMOTIONS
