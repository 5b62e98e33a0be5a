"""Where a text stands in an article, and whether the article bears it out.

One small file for each kind of claim that is checked: numbers, dates, names, quotations, speakers, negations, and
novelty, which is what no other check can name. The checks are a veto, not a proof.
"""

from digest.trace.tracing import trace, trace_figure, trace_quote, trace_sentence
from digest.trace.verify import verify

__all__ = ["trace", "trace_figure", "trace_quote", "trace_sentence", "verify"]
