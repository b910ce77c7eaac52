"""Where this machine's Chromium is, and what is said where there is none."""

import os
import shutil

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The one without a window first: it opens the same pages in three quarters of the time."""
MISSING = (
    "NO CHROMIUM WAS FOUND: the browser tests did not run, so no page was opened, walked by keyboard or checked "
    "for accessibility. Install it (on Debian: apt-get install "
    "chromium-headless-shell, or chromium) or set CHROMIUM=/path/to/it."
)


def path() -> str | None:
    """The program, from CHROMIUM or from PATH."""
    named = os.environ.get("CHROMIUM")
    return shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)


def demanded() -> bool:
    """Whether its absence fails the run."""
    return os.environ.get("CI", "").lower() == "true"
