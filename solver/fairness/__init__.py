"""The floor: how satisfied the least satisfied party can be, and who stays below.

`best_alone` says what each party could reach if it were alone, `aim_floor` what
every party is to reach because of that, with a proof that no plan could promise
more. Plans are made elsewhere, and the verifier counts the floor by itself: nothing
here is shared with it.
"""
