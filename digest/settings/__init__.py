"""What a publication has settled: digest.toml and the environment."""

from digest.settings.disclaimers import AI_DISCLOSURE, disclaimers_in_force
from digest.settings.load import find_workspace, load_settings
from digest.settings.mailbox import parse_mailbox
from digest.settings.model import Settings
from digest.settings.notices import expected_notices
from digest.settings.variants import for_list, with_options

__all__ = [
    "AI_DISCLOSURE",
    "Settings",
    "disclaimers_in_force",
    "expected_notices",
    "find_workspace",
    "for_list",
    "load_settings",
    "parse_mailbox",
    "with_options",
]
