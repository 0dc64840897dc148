"""The pages of organisers: who takes part, times and tables, planning, releasing.

Every page but the list of events belongs to one event; the guard in
`web.organiser.access` stands before all of them, so that a page nobody thought
about is closed.
"""
