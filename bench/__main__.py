"""Run the benchmarks and write what they found."""

import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bench import machine
from bench.instances import every_instance, instances_to_plot

ARGUED: dict[str, Callable[[Sequence[str]], list[str]]] = {
    "figures": list,
    "planning": every_instance,
    "gap_plot": instances_to_plot,
}
"""The subjects that take arguments of their own, and those that stand for all there is
in some more folders."""
SUBJECTS = (
    *ARGUED,
    "matching_gold",
    "evenness",
    "matching_speed",
    "matching_reasons",
    "people",
    "matching_languages",
    "storage",
    "registrations",
    "invitations",
    "feeds",
    "mailing",
)
APART = ("bounds", "replan", "explain", "b2b")
"""Subjects with arguments of their own that are measured only when they are named."""
DOCUMENT = Path(__file__).parents[1] / "docs" / "benchmarks.md"


def main(arguments: Sequence[str]) -> int:
    """Measure one subject; with none named, all, into the document.

    ``--instances FOLDER ...`` in place of a subject adds instances to all of them.
    """
    subject, *rest = arguments or ["--instances"]
    if subject == "--instances":
        return _measure_all(rest)
    known = (*SUBJECTS, *APART)
    if subject not in known or (rest and subject not in (*ARGUED, *APART)):
        wrong = rest[0] if subject in known else subject
        print(f"No benchmark {wrong!r}. There are: {', '.join(known)}.")
        return 2
    try:
        print(_document([_measure(subject, rest)]))
    except FileNotFoundError as missing:
        print(missing)
        return 2
    return 0


def _measure_all(folders: Sequence[str]) -> int:
    """Run every subject and write the document."""
    sections = [
        _measure(subject, ARGUED[subject](folders) if subject in ARGUED else ())
        for subject in SUBJECTS
    ]
    text = _document(sections)
    print(text)
    DOCUMENT.write_text(text.rstrip() + "\n", encoding="utf-8")
    return 0


def _document(sections: Sequence[str]) -> str:
    return "\n".join(["# Benchmarks", "", machine.describe(), "", *sections])


def _measure(subject: str, arguments: Sequence[str]) -> str:
    """Run one subject and return its section."""
    module = importlib.import_module(f"bench.{subject}")
    takes = subject in (*ARGUED, *APART)
    section = module.run(arguments) if takes else module.run()
    return str(section)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
