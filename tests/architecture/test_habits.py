"""Habits a linter does not know: who may commit, catch, read the environment."""

import ast
import re
from pathlib import Path

from tests.architecture.source import ROOT, modules, name, tree


def calls_of(path: Path, method: str) -> list[int]:
    """Find the lines that call a method of this name."""
    return [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == method
    ]


def test_only_the_transaction_commits() -> None:
    committing = {
        name(path)
        for path in modules()
        if calls_of(path, "commit") and "migrations" not in name(path)
    }

    assert committing <= {"web/persistence/transaction.py"}


def swallows_everything(handler: ast.ExceptHandler) -> bool:
    """Tell whether a handler catches whatever comes and does not raise it again."""
    named = None if handler.type is None else ast.unparse(handler.type)
    last = handler.body[-1]
    raises = isinstance(last, ast.Raise) and last.exc is None
    return named in {None, "Exception", "BaseException"} and not raises


def test_only_the_worker_and_the_mail_carrier_swallow_everything() -> None:
    swallowing = {
        name(path)
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ExceptHandler) and swallows_everything(node)
    }

    assert swallowing <= {"web/jobs/worker.py", "web/mail/smtp.py"}


def test_only_the_settings_read_the_environment() -> None:
    reading = {
        name(path)
        for path in modules()
        if re.search(r"\bos\.(environ|getenv)\b|\bgetenv\(", path.read_text("utf-8"))
    }

    assert reading <= {"web/config/environment.py"}


def test_every_silenced_finding_has_a_code_and_a_reason() -> None:
    bare = [
        f"{name(path)}:{number}"
        for path in modules()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if re.search(r"# noqa(?!: [A-Z0-9, ]+ -- \S)", line)
        or re.search(r"# type: ignore(?!\[[a-z-]+\](?:,.*)?  ?(?:#|--) ?\S)", line)
    ]

    assert bare == []


def test_templates_hold_no_inline_style_or_script() -> None:
    # A report is a file that is opened from a disk: it brings its own style.
    templates = [
        path
        for path in sorted((ROOT / "web" / "templates").rglob("*.html"))
        if path.parent.name != "report"
    ]

    guilty = [
        name(path)
        for path in templates
        if re.search(
            r"\sstyle=|<style|\son[a-z]+=\"|<script(?![^>]*\ssrc=)",
            path.read_text("utf-8"),
        )
        or "|safe" in path.read_text("utf-8")
    ]

    assert templates != []
    assert guilty == []
