"""Compiled code is looked for where it is kept, before any kernel is imported."""

from solver.kernel import compilation

compilation.use_folder()
