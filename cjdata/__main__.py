"""Runs the data tool: ``python -m cjdata``."""

import io
import sys

from cjdata.cli import main

if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # What a terminal has no letter for is spelt out there, and ends no command.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    main(prog_name="python -m cjdata")
