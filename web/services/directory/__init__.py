"""The directory of help and activities (*sociale kaart*): who wants to be in it, as data.

Only participants that said yes are written, and of them what the question named:
name, what they do, what they offer, for whom, languages and area. Never a person, a
number, an ask or a wish. The formats are Open Referral's HSDS 3.0, as JSON and as a
tabular data package, and one flat table.
"""
