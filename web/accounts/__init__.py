"""Signing in and out, by a link that is spent by POST."""
