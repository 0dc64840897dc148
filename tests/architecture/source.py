"""The project's own source, read as text and as syntax trees."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("solver", "matcher", "web")


@cache
def modules() -> tuple[Path, ...]:
    """List every module of the three packages, migrations left out."""
    found = (
        path
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations/versions" not in path.as_posix()
    )
    return tuple(found)


@cache
def tree(path: Path) -> ast.Module:
    """Parse one module."""
    return ast.parse(path.read_text(encoding="utf-8"))


def name(path: Path) -> str:
    """Name a module by its path from the root."""
    return path.relative_to(ROOT).as_posix()
