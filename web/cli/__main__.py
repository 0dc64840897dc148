"""Lets ``python -m web.cli`` be the `trefpunt` command."""

from web.cli import main

main(prog_name="trefpunt")
