"""Where a text stands in an article, and whether the article bears it out.

A sentence that isn't the article's own is aligned with the sentences that hold most of what it says, and each kind of
claim has a check in a file of its own: numbers, dates, names, quotations, negations, roles (who did it), attributions
(who says so), and novelty, which is what no other check can name. The checks are a veto, not a proof.
"""

from digest.trace.tracing import trace, trace_figure, trace_quote, trace_sentence
from digest.trace.verify import verify

__all__ = ["trace", "trace_figure", "trace_quote", "trace_sentence", "verify"]
