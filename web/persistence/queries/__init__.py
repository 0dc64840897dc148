"""Reading many rows together, one module per subject.

``get_`` refuses with `web.refusals.NotFound`, ``find_`` returns None, ``list_``
returns a tuple, ``count_`` a number. Nothing here writes or commits.
"""
