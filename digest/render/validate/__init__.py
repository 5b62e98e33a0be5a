"""Find what is wrong in a template, and say it with the template's own file and line.

The mjml package takes unknown elements, attributes and wrong nesting without a word, and goes wrong on a number of
right constructs; both are found here, before it sees the document.
"""

from digest.render.validate.disclaimers import left_out
from digest.render.validate.document import faults
from digest.render.validate.tags import Fault, css_faults

__all__ = ["Fault", "css_faults", "faults", "left_out"]
