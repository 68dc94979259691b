"""Runs the data tool: ``python -m cjdata``."""

import io
import sys

from cjdata import own_environment


def main() -> None:
    """Run the command that the arguments name."""
    own_environment.go_on()
    from cjdata.cli import data_tool  # noqa: PLC0415 - its packages may be in another environment

    for stream in (sys.stdout, sys.stderr):
        # What a terminal has no letter for is spelt out there, and ends no command.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    data_tool.main(prog_name="python -m cjdata")


if __name__ == "__main__":
    main()
