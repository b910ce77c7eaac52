"""The process that waits for files: `python -m handrail.platform.parsers.worker FD`. It forks a child for each of them.

It holds the libraries and nothing else: its environment has no keys, and it never reads a byte of a foreign file
itself. The child has limits that the kernel enforces; whatever it does, it ends, and nothing of it stays.
"""

import importlib
import os
import resource
import signal
import socket
import sys
import time
from contextlib import suppress
from typing import Any

from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.parsers import limits
from handrail.platform.parsers.wire import ParsedFile, encode_phrase_as_text, receive_frame, send_frame

LIBRARIES = ("openpyxl", "docx", "defusedxml.ElementTree", "csv", "zipfile")
"""Imported once, so that a child has them at once: parsers import the heavy ones only when they are called."""
OPEN_FILES = 64


def run_parser_worker(control: socket.socket) -> None:
    """Fork a child for each file until the server process has gone."""
    for library in LIBRARIES:
        importlib.import_module(library)
    children: dict[int, float] = {}
    while True:
        control.settimeout(1 if children else None)
        with suppress(TimeoutError):
            name, handles, _, _ = socket.recv_fds(control, limits.NAME_BYTES, 1)
            if not name:
                break
            children |= _fork_child_and_get_deadline_by_pid(name.decode().strip(), handles[0], control)
        _reap_ended_and_late_children(children)
    _reap_ended_and_late_children(dict.fromkeys(children, 0.0))


def _fork_child_and_get_deadline_by_pid(name: str, handle: int, control: socket.socket) -> dict[int, float]:
    """The child's number, and when it must have ended."""
    module, _, function = name.partition(":")
    with socket.socket(fileno=handle) as link:
        parser = getattr(importlib.import_module(module), function)
        child = os.fork()
        if child:
            return {child: time.monotonic() + limits.WALL_SECONDS}
        control.close()
        try:
            _limit_child_resources()
            _parse_and_send_reply(link, parser)
        finally:
            os._exit(0)


def _reap_ended_and_late_children(children: dict[int, float]) -> None:
    """Forget those that have ended; kill those that are late, should the kernel's own alarm not have ended them."""
    for child, deadline in list(children.items()):
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            del children[child]
        elif os.waitpid(child, os.WNOHANG)[0]:
            del children[child]


def _limit_child_resources() -> None:
    """Memory, seconds, files and processes. Each is enforced by the kernel, and none can be raised again."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, limits.WALL_SECONDS)
    for what, most in (
        (resource.RLIMIT_AS, limits.MEMORY_BYTES),
        (resource.RLIMIT_CPU, limits.CPU_SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
    ):
        hard = resource.getrlimit(what)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


def _parse_and_send_reply(link: socket.socket, parser: Any) -> None:
    """Read the file, and say what is in it, why it is refused, or which error the parser ended with."""
    until = time.monotonic() + limits.WALL_SECONDS
    asked = receive_frame(link, until=until, most=limits.REPLY_BYTES)
    link.settimeout(limits.WALL_SECONDS)
    try:
        found = parser(asked.data, **asked.value)
        found = found if isinstance(found, ParsedFile) else ParsedFile(found)
        send_frame(link, {"value": found.value}, found.data)
    except ActionNotPossibleError as no:
        send_frame(link, {"refused": encode_phrase_as_text(str(no))})
    except MemoryError:
        raise
    except Exception as error:  # whatever a broken file makes of a parser
        send_frame(link, {"failed": type(error).__name__})


if __name__ == "__main__":
    run_parser_worker(socket.socket(fileno=int(sys.argv[1])))
