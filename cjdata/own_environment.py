"""Goes on in the project's own environment, ``.venv``, where Python has not its packages.

Standard library alone: it runs before anything else can be imported.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
_NEEDED = "duckdb"


def go_on(project: Path = PROJECT) -> None:
    """Start the same command again by the Python of ``.venv``; nothing where that is not needed.

    So ``python -m cjdata`` works as it is printed, whichever Python a terminal finds.
    """
    if importlib.util.find_spec(_NEEDED):
        return
    own = project / ".venv"
    program = own / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not program.is_file() or Path(sys.prefix).resolve() == own.resolve():
        sys.exit(
            "The packages of this dashboard are not installed. Run this first, in the folder of "
            "the project:\n  python tasks.py run\nIt installs them in .venv and starts the "
            "dashboard; every command works from then on."
        )
    command = [str(program), "-m", "cjdata", *sys.argv[1:]]
    if os.name == "nt":  # where a program that takes another's place loses its terminal
        sys.exit(subprocess.run(command, check=False).returncode)  # noqa: S603 - our own program
    os.execv(program, command)  # noqa: S606 - our own program
