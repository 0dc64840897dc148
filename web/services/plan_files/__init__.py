"""Planning from files into files: no server and no database.

`reading` makes an event of two spreadsheets, `writing` puts a planned event into a
folder; each kind of file has a module of its own. What may stand in the folder and
when is the work of `folder`.
"""
