"""Refusals of the web layer, and what each means to a browser."""
