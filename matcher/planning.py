"""The only translation to and from the solver."""
