"""The tree explains itself: names, sizes and one place for each thing."""

import ast
import statistics
import subprocess
from collections import defaultdict

from tests.architecture.source import PACKAGES, ROOT, modules, name, tree

JUNK_DRAWERS = {"utils", "util", "helpers", "common", "core", "misc", "base", "manager"}


def test_no_module_is_a_junk_drawer() -> None:
    named = {name(path) for path in modules() if path.stem in JUNK_DRAWERS}

    assert named == set()


def test_no_module_is_above_400_lines() -> None:
    sizes = {name(p): len(p.read_text("utf-8").splitlines()) for p in modules()}

    assert {module: size for module, size in sizes.items() if size > 400} == {}


def test_modules_are_short_as_a_rule() -> None:
    sizes = [len(path.read_text("utf-8").splitlines()) for path in modules()]

    assert statistics.median(size for size in sizes if size) <= 150
    assert statistics.quantiles(sizes, n=10)[-1] <= 320


def test_every_package_says_what_is_inside() -> None:
    silent = {
        name(path)
        for path in modules()
        if path.name == "__init__.py" and not ast.get_docstring(tree(path))
    }

    assert silent == set()


def test_no_class_name_stands_twice() -> None:
    places = defaultdict(set)
    for path in modules():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].add(name(path))

    assert {cls: where for cls, where in places.items() if len(where) > 1} == {}


def test_top_level_holds_only_what_the_design_names() -> None:
    tracked = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
    ).stdout.splitlines()

    top = {path.split("/")[0] for path in tracked}

    assert top <= {
        ".ci",
        ".gitignore",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "bench",
        "demo",
        "docs",
        "pyproject.toml",
        "requirements.lock",
        "tests",
        *PACKAGES,
    }
