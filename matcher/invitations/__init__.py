"""Invitations as values and as iCalendar bytes (RFC 5545, RFC 5546)."""
