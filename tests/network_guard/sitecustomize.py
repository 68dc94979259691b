"""Guards a program that is started with this folder in its PYTHONPATH: see ``network_guard``."""

import importlib.util
import sys
from pathlib import Path

_spec = importlib.util.spec_from_file_location(
    "network_guard", Path(__file__).with_name("__init__.py")
)
if _spec and _spec.loader:
    _guard = importlib.util.module_from_spec(_spec)
    sys.modules["network_guard"] = _guard
    _spec.loader.exec_module(_guard)
    _guard.guard()
