"""Small programs around other people's calendar readers: a file in, what it says out.

They run by themselves, with libraries that the application does not have.
"""
