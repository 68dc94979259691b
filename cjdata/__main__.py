"""Runs the data tool: ``python -m cjdata``."""

from cjdata.cli import main

if __name__ == "__main__":
    main(prog_name="python -m cjdata")
