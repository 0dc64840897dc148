"""The networking event as values and pure functions.

Participants, what they offer, ask and wish, when they can come; how well two of
them fit and why; programme versions, the changes between them, and invitations
as values and as iCalendar bytes. No clock, no randomness, no network, no
database and no translated sentences live here; only `matcher.planning` talks to
the solver and only `matcher.invitations` to icalendar.
"""
