"""Messages: composed, put in the outbox, carried to a mail server."""
