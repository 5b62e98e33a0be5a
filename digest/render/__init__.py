"""Lay an Edition out as a Message: Jinja2 writes MJML, the mjml package makes HTML, premailer inlines what is left."""

from digest.render.environment import template_parts
from digest.render.message import STEPS, render

__all__ = ["STEPS", "render", "template_parts"]
