"""What organisers fill in, checked before any service sees it."""
