"""The problems that are measured: files of format 1, and visiting days made here."""

from collections.abc import Iterable
from pathlib import Path

from bench.visits import VISIT_SIZES, make_visit, write_visit

INSTANCES = Path(__file__).parents[1] / "tests" / "solver" / "instances"
"""Events of realistic shape. S is 30 parties in 8 slots, M 100 in 10, L 300 in 12, XL
1,000 in 12, HUGE 10,000 in 12; in regime a tables are scarce, in regime c people's
times and breaks bind."""

FOLLOWED = ("Mc", "Lc", "XLc", "HUGEc")
NAMES = ("Sa", "Sc", "Ma", "Mc", "La", "Lc", "XLa", "XLc", "HUGEc")


def find_instance(name: str, folders: Iterable[Path] = (INSTANCES,)) -> Path | None:
    """Return the file of an instance, by its name in some folders or as a path."""
    for folder in folders:
        if (folder / f"{name}.json").is_file():
            return folder / f"{name}.json"
    return Path(name) if Path(name).is_file() else None


def every_instance(folders: Iterable[str] = ()) -> list[str]:
    """Return all there is to compare on: known files, small first, and visiting days."""
    return [*_stored(NAMES, folders), *VISIT_SIZES]


def instances_to_plot(folders: Iterable[str] = ()) -> list[str]:
    """Return the files of the instances that take long enough to be followed."""
    return _stored(FOLLOWED, folders)


def _stored(names: Iterable[str], folders: Iterable[str]) -> list[str]:
    places = [INSTANCES, *map(Path, folders)]
    found = [place / f"{name}.json" for name in names for place in places]
    there = {path.stem: str(path) for path in reversed(found) if path.is_file()}
    return [there[name] for name in names if name in there]


def open_instance(name: str, scratch: Path) -> Path:
    """Return the file of an instance, making a visiting day where one is asked for."""
    if name in VISIT_SIZES:
        return write_visit(make_visit(name), scratch)
    return known_instance(name)


def known_instance(name: str) -> Path:
    """Return the file of an instance.

    Raises:
        FileNotFoundError: There is no such instance.
    """
    found = find_instance(name)
    if found is None:
        known = ", ".join(NAMES)
        raise FileNotFoundError(f"No instance {name!r}: give a file, or one of {known}")
    return found
