"""Edition <-> draft: a Markdown file that an editor can change, and its sources beside it. See docs/drafts.md."""

from digest.draft.reading import is_draft, read_draft
from digest.draft.writing import write_draft

__all__ = ["is_draft", "read_draft", "write_draft"]
