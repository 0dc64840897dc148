"""Trefpunt for people and machines: pages, forms, rows, mail, jobs, commands.

One package per audience (`organiser`, `participant`, `visitor`, `accounts`,
`api`, `cli`) calls `web.services`, the only door to the matcher, to persistence
and to mail. Nothing about matching or planning is decided here.
"""
