"""A message as bytes: open fields and their filling, headers, parts, and reading them back."""

from digest.mime.build import CompiledMessage, Stamp, compile_message, example_stamp, example_values
from digest.mime.fields import FieldTokens, escape_values, fill_html, fill_text, find_tokens, printable
from digest.mime.headers import ascii_address
from digest.mime.parse import Defect, Header, ParsedMessage, Part, parse_message

__all__ = [
    "CompiledMessage",
    "Defect",
    "FieldTokens",
    "Header",
    "ParsedMessage",
    "Part",
    "Stamp",
    "ascii_address",
    "compile_message",
    "escape_values",
    "example_stamp",
    "example_values",
    "fill_html",
    "fill_text",
    "find_tokens",
    "parse_message",
    "printable",
]
