"""The documentation names what the code has."""

import ast
import re

from tests.architecture.source import ROOT, modules, name, tree


def test_glossary_names_only_classes_that_exist() -> None:
    glossary = (ROOT / "docs" / "glossary.md").read_text("utf-8")
    terms = set(re.findall(r"^\| `([A-Za-z]+)`", glossary, re.MULTILINE))
    classes = {
        node.name
        for path in modules()
        if name(path).startswith(("solver/", "matcher/"))
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef)
    }

    assert terms != set()
    assert terms - classes == set()


def test_links_between_documents_lead_somewhere() -> None:
    documents = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]

    broken = [
        f"{name(path)} -> {target}"
        for path in documents
        for target in re.findall(
            r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text("utf-8")
        )
        if not (path.parent / target).exists()
    ]

    assert broken == []
