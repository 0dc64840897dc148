"""The machine and the versions a figure belongs to."""

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

LIBRARIES = (
    *("ortools", "numpy", "numba", "icalendar", "flask", "sqlalchemy", "waitress"),
    *("grad-visitor-scheduler", "pyomo", "highspy"),
)
"""What figures depend on; the last three are there where rivals are installed."""


def describe() -> str:
    """Say in a paragraph where the figures below were measured."""
    libraries = ", ".join(found for name in LIBRARIES if (found := _installed(name)))
    return (
        f"Measured by `make bench` on {os.cpu_count()} cores ({_processor()}), "
        f"{platform.system()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}, {libraries}."
    )


def _installed(name: str) -> str:
    """Return a library with its version, or nothing where it is not installed."""
    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return ""


def _processor() -> str:
    """Read the processor's name where the system tells it."""
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown processor"
    names = [line for line in text.splitlines() if line.startswith("model name")]
    return names[0].partition(":")[2].strip() if names else platform.machine()
