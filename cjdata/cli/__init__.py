"""The data tool: ``python -m cjdata``, a module for each command or kind of command."""
