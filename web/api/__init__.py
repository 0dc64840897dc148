"""Machine-readable answers: health, readiness, progress."""
