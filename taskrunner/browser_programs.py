"""A browser for the tests: found, or got where there is none."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from taskrunner.programs import VENV, WINDOWS, captured, python_of
from taskrunner.said import TaskFailed, say, tail


def ensure_browser() -> Path:
    """Give a browser for the tests, and get one where there is none."""
    browser = find_browser()
    tried = []
    for commands in () if browser else browser_installers():
        say(f"    None found. Trying: {' '.join(commands[-1])}")
        for command in commands:
            code, output = captured(command, {"DEBIAN_FRONTEND": "noninteractive"})
            if code:
                tried.append(tail(output, 8))
                break
        browser = find_browser()
        if browser:
            break
    if browser is None:
        raise TaskFailed(
            "\n".join(tried) + "\nThe browser tests need Chrome or Chromium, and none was found. "
            "Install one (https://www.google.com/chrome/, or on Debian: apt-get install chromium), "
            "or set CHROMIUM to its path, then try again."
        )
    return browser


def browser_installers() -> "list[list[list[str]]]":
    """Give the ways to get a browser on this machine, each a list of commands."""
    ways = []
    if shutil.which("apt-get") and getattr(os, "geteuid", lambda: 1)() == 0:
        ways.append([["apt-get", "update"], ["apt-get", "install", "-y", "chromium"]])
    ways.append([[str(python_of(VENV)), "-m", "playwright", "install", "chromium"]])
    return ways


def find_browser() -> "Path | None":
    """Give a Chrome or Chromium that starts, or None: CHROMIUM, then what is installed."""
    for path in browser_places():
        if browser_starts(path):
            return path
    return None


def browser_places() -> "list[Path]":
    """Give the files that may be a browser, the most wanted first."""
    names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"]
    on_path = [shutil.which(name) for name in [os.environ.get("CHROMIUM", ""), *names] if name]
    installed_at = [
        Path(os.environ.get(folder, "")) / "Google/Chrome/Application/chrome.exe"
        for folder in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
        if os.environ.get(folder)
    ]
    for folder in (Path("/Applications"), Path.home() / "Applications"):
        installed_at.append(folder / "Google Chrome.app/Contents/MacOS/Google Chrome")
        installed_at.append(folder / "Chromium.app/Contents/MacOS/Chromium")
    places = [Path(found) for found in on_path if found] + installed_at + playwright_browsers()
    return [place for place in places if place.is_file()]


def playwright_browsers() -> "list[Path]":
    """Give the browsers that Playwright has downloaded, the newest first."""
    places = {
        "win32": Path(os.environ.get("LOCALAPPDATA", "")) / "ms-playwright",
        "darwin": Path.home() / "Library/Caches/ms-playwright",
    }
    usual = places.get(sys.platform, Path.home() / ".cache/ms-playwright")
    folder = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or usual)
    programs = ("chrome", "chrome.exe", "*.app/Contents/MacOS/*")
    found = [path for name in programs for path in folder.glob(f"chromium-*/chrome-*/{name}")]
    return sorted(found, key=lambda path: path.relative_to(folder).parts[0], reverse=True)


def browser_starts(path: Path) -> bool:
    """Say whether a browser runs: some systems have a stub that only tells how to install it."""
    if WINDOWS:  # where asking for the version opens a window
        return True
    try:
        answer = subprocess.run(
            [str(path), "--version"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=30,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.returncode == 0
