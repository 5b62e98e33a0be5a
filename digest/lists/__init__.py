"""Lists of subscribers: in from files, out to files, and one person at a time."""

from digest.lists.addresses import normalise
from digest.lists.importing import ImportOptions, ImportReport, import_list, merge_list, plan_import
from digest.lists.refused import Refusal

__all__ = ["ImportOptions", "ImportReport", "Refusal", "import_list", "merge_list", "normalise", "plan_import"]
