"""The `trefpunt` command; groups by noun, thin over the services."""
