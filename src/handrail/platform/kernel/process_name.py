"""What a process calls itself where several share work through the database."""

import os
import socket


def make_process_name() -> str:
    """Of this machine and process: two never have the same."""
    return f"{socket.gethostname()[:80]}/{os.getpid()}"
