"""Other ways to plan the same problems, one module per rival.

Each is what somebody who knows the method would write in an afternoon, and gets the
same problem, read and resolved by `solver.facts`. A rival's module has ``plan(task)``:
the meetings, or None where it found none in time; `bench.rivals.attempt` runs it in a
process of its own. What the answer is worth is judged by the verifier, elsewhere.
"""
