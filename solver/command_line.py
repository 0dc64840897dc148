"""What every subcommand does the same way: read, write, and hear Ctrl-C."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYetError
from pathlib import Path
from threading import Event
from typing import TypeVar

from solver.limits import Cancelled
from solver.refusals import FormatError

Found = TypeVar("Found")

_LISTENING_SECONDS = 0.02
"""How often Ctrl-C is listened for."""


def read_text(path: str) -> str:
    """Return a file's text.

    Raises:
        FormatError: It cannot be read; with what to do.
    """
    try:
        return Path(path).read_text(encoding="utf-8")
    except OSError as error:
        advice = f"cannot be read: {error.strerror}; give an existing file"
        raise FormatError(source=path, advice=advice) from error
    except UnicodeDecodeError as error:
        place = f"byte {error.start}"
        advice = "is not UTF-8; save the file as UTF-8"
        raise FormatError(source=path, place=place, advice=advice) from error


def check_folder(out: str | None) -> None:
    """Refuse a file to write in a folder that is not there, before any work."""
    if out is not None and not Path(out).absolute().parent.is_dir():
        advice = "no such folder; make it or name another"
        raise FormatError(source=out, advice=advice)


def write_text(document: str, out: str | None) -> None:
    """Write a document to a file, or to standard output where none is named.

    Raises:
        FormatError: It cannot be written; with what to do.
    """
    if out is None:
        sys.stdout.write(document)
        return
    try:
        Path(out).write_text(document, encoding="utf-8")
    except OSError as error:
        advice = f"cannot be written: {error.strerror}; name another file"
        raise FormatError(source=out, advice=advice) from error


def work_until_interrupted(work: Callable[[Cancelled], Found]) -> Found:
    """Work in a second thread, so that Ctrl-C is heard here and ends the search.

    Args:
        work: What to do, given what it asks now and then whether to stop.
    """
    stop = Event()
    with ThreadPoolExecutor(max_workers=1) as pool:
        found = pool.submit(work, stop.is_set)
        while True:
            try:
                return found.result(timeout=_LISTENING_SECONDS)
            except NotYetError:
                if found.done():  # the work itself ran into some other limit
                    raise
            except KeyboardInterrupt:
                stop.set()
