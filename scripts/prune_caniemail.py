"""Keep of caniemail's data what the check asks of it.

    python scripts/prune_caniemail.py DATA.json

DATA.json is https://www.caniemail.com/api/data.json. Of each feature that ``digest/check/features.py`` knows, the file
``digest/check/data/caniemail.json`` holds its title, the day it was last tested, and for each client the answer for its
newest version: ``n`` for no, or the notes that a partial yes comes with. Clients that aren't named say yes.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from digest.check.features import FEATURES

TARGET = Path(__file__).parent.parent / "digest" / "check" / "data" / "caniemail.json"


def prune(data: dict[str, Any]) -> dict[str, Any]:
    """The part of the data that is shipped."""
    known = {feature.slug for feature in FEATURES}
    rows = [row for row in data["data"] if row["slug"] in known]
    clients = sorted(
        {f"{family}.{platform}" for row in rows for family in row["stats"] for platform in row["stats"][family]}
    )
    return {
        "source": "https://www.caniemail.com, MIT licence, (c) 2019 Rémi Parmentier",
        "date": data["last_update_date"][:10],
        "names": data["nicenames"]["family"] | data["nicenames"]["platform"],
        "clients": clients,
        "features": {row["slug"]: _feature(row) for row in rows},
    }


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    newest = {
        f"{family}.{platform}": list(versions.values())[-1]
        for family, platforms in row["stats"].items()
        for platform, versions in platforms.items()
        if versions
    }
    notes = row["notes_by_num"] or {}
    partly = {
        client: " ".join(notes.get(number, "") for number in answer.replace("#", "").split()[1:])
        for client, answer in newest.items()
        if answer.startswith("a")
    }
    return {
        "title": row["title"],
        "tested": row["last_test_date"],
        "no": sorted(client for client, answer in newest.items() if answer.startswith("n")),
        "partly": dict(sorted(partly.items())),
    }


if __name__ == "__main__":
    source = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    TARGET.write_text(json.dumps(prune(source), ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
