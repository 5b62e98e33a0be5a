"""Write the golden files anew; look at the change before committing it: ``python -m tests.golden.refresh``."""

from __future__ import annotations

from tests.golden.cases import FOLDER, MESSAGES, PARTS, message_parts, paper_of


def main() -> None:
    """Make each file from its case, and remove those of no case."""
    files = {f"parts/{name}.html": paper_of(name) for name in PARTS}
    for name in MESSAGES:
        files |= {f"messages/{name}{suffix}": text for suffix, text in message_parts(name).items()}
    for folder in ("messages", "parts"):
        (FOLDER / folder).mkdir(exist_ok=True)
        for path in (FOLDER / folder).iterdir():
            if f"{folder}/{path.name}" not in files:
                path.unlink()
    for name, text in files.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
