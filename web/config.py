"""Settings: one frozen value, read from the environment and checked at start."""
