"""Signing in and out. No passwords: a link is asked for, and spent by a button."""
