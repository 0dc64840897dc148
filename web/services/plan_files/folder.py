"""The folder that a plan is written into: all of it at once, or nothing.

Files are first written into a folder beside it (or, where nothing may be made
beside it, into a hidden one inside). Only a complete set takes the place of an
earlier one. A folder with files that are not ours is left alone.
"""

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

OUR_NAMES = frozenset(
    {
        "feeds",
        "invitations",
        "people.csv",
        "plan.json",
        "problem.json",
        "programme.csv",
        "programme.json",
        "report.html",
        "unmet.csv",
    }
)
"""Everything that stands in the folder of a plan."""

_STAGE_PREFIX = ".trefpunt-plan-"


class FolderRefused(Exception):
    """Nothing can be written into the folder."""

    def __init__(self, folder: Path, why: OSError) -> None:
        """Name the folder and what the machine says."""
        super().__init__(f"{folder}: {why}")
        self.folder = folder
        self.why = why


class ForeignFiles(Exception):
    """The folder holds files that no plan writes; they are not ours to replace."""

    def __init__(self, folder: Path, names: tuple[str, ...]) -> None:
        """Name the folder and what stands in it."""
        super().__init__(f"{folder}: {', '.join(names)}")
        self.folder = folder
        self.names = names


def check_folder(folder: Path) -> None:
    """See whether a plan could be written, before any time is spent on planning.

    Raises:
        ForeignFiles: the folder holds other things.
        FolderRefused: it is no folder, or nothing may be written there.
    """
    with _staged(folder):
        pass


def write_folder(folder: Path, files: Iterable[tuple[str, bytes]]) -> int:
    """Write all files, then let them take the place of an earlier plan's.

    Args:
        folder: is made where it is missing.
        files: paths inside the folder, the first part one of `OUR_NAMES`.

    Returns:
        The number of files.

    Raises:
        ForeignFiles: the folder holds other things.
        FolderRefused: it is no folder, or nothing may be written there.
    """
    with _staged(folder) as stage:
        count = 0
        for path, content in files:
            target = _free(stage / path)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
            count += 1
        _publish(stage, folder)
    return count


@contextmanager
def _staged(folder: Path) -> Iterator[Path]:
    """Make a folder to write into, and clear it away whatever happens."""
    stage = None
    try:
        _refuse_foreign(folder)
        stage = _make_stage(folder)
        yield stage
    except OSError as error:
        raise FolderRefused(folder, error) from error
    finally:
        if stage is not None:
            shutil.rmtree(stage, ignore_errors=True)


def _refuse_foreign(folder: Path) -> None:
    if not folder.exists():
        return
    names = (entry.name for entry in folder.iterdir())
    foreign = sorted(
        name
        for name in names
        if name not in OUR_NAMES and not name.startswith(_STAGE_PREFIX)
    )
    if foreign:
        raise ForeignFiles(folder, tuple(foreign))


def _make_stage(folder: Path) -> Path:
    """Prefer a place beside the folder, so that one rename can finish the work."""
    parent = folder.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    try:
        return Path(tempfile.mkdtemp(prefix=_STAGE_PREFIX, dir=parent))
    except PermissionError:
        return Path(tempfile.mkdtemp(prefix=_STAGE_PREFIX, dir=folder))


def _free(path: Path) -> Path:
    """Find a name that is free: two ids may differ only in what a file cannot hold."""
    candidate, number = path, 2
    while candidate.exists():
        candidate = path.with_stem(f"{path.stem}-{number}")
        number += 1
    return candidate


def _publish(stage: Path, folder: Path) -> None:
    """Put the complete set in its place: at once wherever a folder can be renamed."""
    stage.chmod(_usual_mode())
    place = folder.resolve()
    if not place.exists():
        stage.rename(place)
    elif Path.cwd().is_relative_to(place) or not _swap(stage, place):
        # A mount, or the place somebody works in, must stay the folder it is.
        for name in sorted(OUR_NAMES):
            _replace(stage / name, place / name)


def _swap(stage: Path, place: Path) -> bool:
    """Let one folder take the place of another; False where that cannot be done."""
    earlier = stage.with_name(f"{stage.name}-earlier")
    try:
        place.rename(earlier)
    except OSError:
        return False
    try:
        stage.rename(place)
    except OSError:
        earlier.rename(place)
        return False
    shutil.rmtree(earlier, ignore_errors=True)
    return True


def _replace(new: Path, old: Path) -> None:
    """Put a new file or folder in place of an old one."""
    if old.is_dir() and not old.is_symlink():
        shutil.rmtree(old)
    elif old.exists():
        old.unlink()
    if new.exists():
        shutil.move(new, old)


def _usual_mode() -> int:
    """Tell which rights a new folder gets here; a temporary one has fewer."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o777 & ~mask
