"""Lists of subscribers: in from files, out to files, and one person at a time."""

from digest.lists.addresses import normalise
from digest.lists.exporting import export_list, export_to_file
from digest.lists.importing import ImportOptions, ImportReport, import_list, merge_list, plan_import
from digest.lists.person import add_subscriber, erase_subscriber, key_of, show_subscriber
from digest.lists.refused import Refusal

__all__ = [
    "ImportOptions",
    "ImportReport",
    "Refusal",
    "add_subscriber",
    "erase_subscriber",
    "export_list",
    "export_to_file",
    "import_list",
    "key_of",
    "merge_list",
    "normalise",
    "plan_import",
    "show_subscriber",
]
