"""See to it that the compiled functions are on disk, and that nobody waits for them.

Compiling takes a quarter of a minute, loading what was compiled a fraction of a
second. What is compiled lies in a folder named after the sources, the compiler and
the processor, so that a new version never runs old code: beside the sources where
that can be written, else in the user's cache. ``python -m
solver.kernel.compilation`` fills it.
"""

import fcntl
import hashlib
import os
import platform
import subprocess
import sys
import tempfile
from functools import cache
from importlib import metadata
from pathlib import Path

_HERE = Path(__file__).parent
_STAMP = "complete"
_COMPILE = (
    "import sys; sys.path[:] = sys.argv[1:]; "
    "from solver.kernel.compilation import compile_all; compile_all()"
)


@cache
def _version() -> str:
    """Return a name that changes with anything compiled code depends on."""
    digest = hashlib.sha256()
    for source in sorted(_HERE.glob("*.py")):
        digest.update(source.read_bytes())
    parts = (metadata.version("numba"), metadata.version("numpy"), sys.version)
    digest.update(" ".join((*parts, platform.machine(), _processor())).encode())
    return digest.hexdigest()[:16]


def _processor() -> str:
    """Return what the processor calls itself, where the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    return " ".join(
        sorted({line for line in lines if line.startswith(("model name", "flags"))})
    )


def find_folder() -> Path | None:
    """Return a folder for compiled code that can be written, or None."""
    for root in (_HERE / "__pycache__", Path.home() / ".cache" / "trefpunt"):
        folder = root / f"kernel-{_version()}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError:
            continue
        if os.access(folder, os.W_OK):
            return folder
    return None


def is_compiled() -> bool:
    """Tell whether the kernel can be loaded without compiling anything."""
    folder = find_folder()
    return folder is not None and (folder / _STAMP).exists()


def use_folder() -> None:
    """Let numba read and write compiled code in our folder; before any import of it."""
    from numba.core import config  # noqa: PLC0415 -- start-up time

    folder = find_folder()
    if folder is not None:
        config.CACHE_DIR = str(folder)  # type: ignore[attr-defined]  # set at run time


@cache
def compile_in_background() -> "subprocess.Popen[bytes] | None":
    """Begin to compile in another process, once; None where nothing could be kept.

    The compiler holds the interpreter, so a thread would make everybody wait. The
    process is remembered, as it would be complained about when forgotten.
    """
    if find_folder() is None:
        return None
    return subprocess.Popen(  # noqa: S603 -- our own module, in our own interpreter
        [sys.executable, "-c", _COMPILE, *sys.path],
        cwd=tempfile.gettempdir(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def compile_all() -> None:
    """Compile every function of the kernel, and note that it is done.

    Whoever comes second waits for the first, and finds the work done.
    """
    folder = find_folder()
    if folder is None:
        return
    with (folder / "lock").open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if is_compiled():
            return
        use_folder()
        from solver.kernel.trial import use_everything  # noqa: PLC0415 -- start-up time

        use_everything()
        (folder / _STAMP).touch()


if __name__ == "__main__":
    compile_all()
