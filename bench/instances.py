"""The problems that are measured: files of format 1, and visiting days made here."""

from collections.abc import Iterable
from pathlib import Path

from bench.visits import VISIT_SIZES, make_visit, write_visit

INSTANCES = Path(__file__).parents[1] / "tests" / "solver" / "instances"
"""Events of realistic shape. S is 30 parties in 8 slots, M 100 in 10, L 300 in 12, XL
1,000 in 12, HUGE 10,000 in 12; in regime a tables are scarce, in regime c people's
times and breaks bind."""

NAMES = ("Sa", "Sc", "Ma", "Mc", "La", "Lc", "XLa", "XLc", "HUGEc")


def find_instance(name: str, folders: Iterable[Path] = (INSTANCES,)) -> Path | None:
    """Return the file of an instance, by its name in some folders or as a path."""
    for folder in folders:
        if (folder / f"{name}.json").is_file():
            return folder / f"{name}.json"
    return Path(name) if Path(name).is_file() else None


def stored_instances(folders: Iterable[Path] = (INSTANCES,)) -> list[Path]:
    """Return the files of all known instances that are there, small ones first."""
    found = (find_instance(name, folders) for name in NAMES)
    return [path for path in found if path is not None and path.suffix == ".json"]


def open_instance(name: str, scratch: Path) -> Path:
    """Return the file of an instance, making a visiting day where one is asked for.

    Raises:
        FileNotFoundError: There is no such instance.
    """
    if name in VISIT_SIZES:
        return write_visit(make_visit(name), scratch)
    found = find_instance(name)
    if found is None:
        known = ", ".join((*NAMES, *VISIT_SIZES))
        raise FileNotFoundError(f"No instance {name!r}: give a file, or of {known}.")
    return found
