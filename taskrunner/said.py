"""What the task runner says, and the failure that ends a task."""

from pathlib import Path


class TaskFailed(Exception):
    """A task cannot go on. The message says what happened and what to do."""


class Progress:
    """Says which step of how many is under way."""

    def __init__(self, steps: int) -> None:
        self._steps = steps
        self._step = 0

    def step(self, text: str) -> None:
        """Begin the next step."""
        self._step += 1
        say(f"{self._step}/{self._steps} {text}")


def say(text: str) -> None:
    """Print a line at once, also into a pipe, before any child prints its own."""
    print(text, flush=True)


TAIL = 25  # lines of a program's output that are shown when it fails


def tail(output: str, lines: int = TAIL) -> str:
    """Give the last lines of an output."""
    return "\n".join(f"    {line[:240]}" for line in output.strip().splitlines()[-lines:])


def log_tail(log: Path) -> str:
    """Give the last lines of a file."""
    return tail(log.read_text(encoding="utf-8", errors="replace"))
