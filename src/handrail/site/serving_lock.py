"""Who serves from the folder of this installation: known by a lock that ends with the process that holds it."""

import fcntl
from pathlib import Path
from typing import IO

from django.conf import settings


def acquire_serving_lock() -> IO[str]:
    """Say that we serve, for as long as the file is kept open."""
    held = _get_serving_lock_path().open("w")
    fcntl.flock(held, fcntl.LOCK_SH)
    return held


def is_server_running() -> bool:
    """Whether somebody serves now."""
    with _get_serving_lock_path().open("w") as probe:
        try:
            fcntl.flock(probe, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False


def _get_serving_lock_path() -> Path:
    return Path(settings.VAR) / "serving.lock"
