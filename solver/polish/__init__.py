"""Plan with a mixed-integer programme: everything, or a few slots at a time.

`prove_whole` solves small problems to proven optimality, `polish_slots` plans a few
slots anew while the others stay as they are. Both begin from a plan and the prices
of a bound, and leave out what the prices show cannot be part of a better plan.
Nothing here makes a first plan, and no goal but the value is improved.
"""
