"""`python -m ours.cli` is the command `ours`."""

from ours.cli import main

main(prog_name="ours")
