"""Pages for everybody: the event, how it works, how to join."""
