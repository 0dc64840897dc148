"""Run the benchmarks and write what they found."""

import importlib
import sys
from pathlib import Path

from bench import machine

ARGUED = ("figures", "planning", "gap_plot")
"""The subjects that take arguments of their own: instances, folders, seconds."""
SUBJECTS = (*ARGUED, "matching_gold", "storage", "invitations")
DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main(arguments: list[str]) -> int:
    """Measure one subject; with none named, all, into the document."""
    subject, *rest = arguments or [""]
    if subject and (subject not in SUBJECTS or (rest and subject not in ARGUED)):
        wrong = rest[0] if subject in SUBJECTS else subject
        print(f"No benchmark {wrong!r}. There are: {', '.join(SUBJECTS)}.")
        return 2
    sections = [_measure(each, rest) for each in ([subject] if subject else SUBJECTS)]
    text = "\n".join(["# Benchmarks", "", machine.describe(), "", *sections])
    print(text)
    if not subject:
        DOCUMENT.write_text(text.rstrip() + "\n", encoding="utf-8")
    return 0


def _measure(subject: str, arguments: list[str]) -> str:
    """Run one subject and return its section."""
    module = importlib.import_module(f"bench.{subject}")
    section = module.run(arguments) if subject in ARGUED else module.run()
    return str(section)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
