"""Pages for those who organise: set up, plan, look, release, send."""
