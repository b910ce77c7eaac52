"""What a worker of the page server loads before it listens, and how its server learns that it has."""

import os
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any


def load_pages(marks: Path) -> Callable[..., Any]:
    """The application with all its pages imported; a mark in the folder says that this worker is ready for them.

    Args:
        marks: a folder that the server and its workers share.
    """
    application: Callable[..., Any] = import_module("handrail.site.wsgi").application
    _get_mark(marks, os.getpid()).touch()
    return application


def count_loaded_workers(marks: Path) -> int:
    """How many workers have loaded the pages since their server began."""
    return len(list(marks.glob(_get_mark(marks, "*").name)))


def _get_mark(marks: Path, worker: int | str) -> Path:
    return marks / f"loaded-{worker}"
