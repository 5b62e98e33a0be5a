"""Turn a news article into an e-mail digest that people trust."""

__version__ = "0.1.0"
