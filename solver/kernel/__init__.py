"""The compiled improvement of a plan: ejection annealing over (pair, slot).

`ledger` lays a problem out in flat arrays, `occupancy`, `attendance`, `room` and
`moves` are the compiled functions that work on them, `compilation` sees to it
that nobody waits for the compiler, and `engine` is what the rest of the solver
talks to. Nothing here knows a clock, a thread or a file, but for `compilation`.
"""
