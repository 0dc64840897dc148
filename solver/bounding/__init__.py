"""Prove how much a plan can be worth: linear programmes, prices, certificates.

`bound_pairs` forgets the slots and is quick, `bound_slots` knows them and is
sharper. Both return a `solver.certificate.Certificate` that `solver.certified`
checks without anything from here. Nothing here makes plans.
"""
