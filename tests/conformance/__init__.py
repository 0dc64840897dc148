"""What other people's programs make of our calendars and mails.

Everything here reads what a running application sent over SMTP or serves over HTTP;
nothing is made for the test alone. The readers are installed by ``.ci/readers``.
"""
