"""What produces docs/benchmarks.md, one module per subject; run by hand.

``python -m bench`` runs all of it and rewrites the document; ``python -m bench
planning`` prints one subject. Each module has ``run() -> str``: a section in
Markdown, measured now on this machine.
"""
