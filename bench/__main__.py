"""Run the benchmarks and write what they found."""

import importlib
import sys
from pathlib import Path

from bench import machine

SUBJECTS = ("planning", "matching_gold", "storage", "invitations")
DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main(wanted: list[str]) -> int:
    """Measure the wanted subjects; with none named, all, into the document."""
    unknown = [subject for subject in wanted if subject not in SUBJECTS]
    if unknown:
        print(f"No benchmark {unknown[0]!r}. There are: {', '.join(SUBJECTS)}.")
        return 2
    sections = [importlib.import_module(f"bench.{s}").run() for s in wanted or SUBJECTS]
    text = "\n".join(["# Benchmarks", "", machine.describe(), "", *sections])
    print(text)
    if not wanted:
        DOCUMENT.write_text(text.rstrip() + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
