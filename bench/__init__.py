"""What produces docs/benchmarks.md, one module per subject; run by hand.

``python -m bench`` runs all of it and rewrites the document and its picture;
``python -m bench SUBJECT [ARGUMENT ...]`` prints one subject. Each module has ``run``:
a section in Markdown, measured now on this machine. The rival from PyPI that planning
is compared with is in a dependency group of its own: ``uv pip install --group bench``.
"""
