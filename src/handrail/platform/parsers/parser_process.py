"""Reading a file that came from outside, in a child process: a hostile file can end its child and nothing else."""

import atexit
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from contextlib import suppress
from typing import Any, Final

from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.parsers import limits
from handrail.platform.parsers.wire import (
    ParsedFile,
    WireError,
    decode_phrase_from_text,
    receive_frame,
    send_frame,
)

log = logging.getLogger(__name__)
ENDING_SECONDS: Final = 0.1
TOO_MUCH: Final = (
    "This file takes too much time or memory to read. Open it on your device, save a new copy "
    "and choose that."
)
NOT_READ: Final = "This file cannot be read. Open it on your device, save a new copy and choose that."
BUSY: Final = "Too many files are being read at the moment. Wait a minute, and choose the file again."


def run_parser(
    parser: str, data: bytes, options: dict[str, Any] | None = None, *, error: type[ActionNotPossibleError]
) -> ParsedFile:
    """Run a parser on the bytes of a foreign file, in a child process with limits (limits.py).

    Args:
        parser: "package.module:function", a function that takes the bytes and the options by name. It returns a value
            of JSON or a `ParsedFile`, and refuses by raising ActionNotPossibleError with a sentence for the user.
        data: the file.
        options: more arguments of the function, plain values.
        error: raised with one sentence where the file is refused.

    Returns:
        The value as JSON gives it back (tuples are lists), and the bytes that the parser returned with it.
    """
    started = time.monotonic()
    _acquire_parser_slot_or_raise(error)
    try:
        reply = _send_file_to_child(parser, data, options or {})
        if "refused" in reply.value:
            log.warning("%s refused a file", parser)
            raise error(decode_phrase_from_text(reply.value["refused"]))
        if "failed" in reply.value:
            log.warning("%s ended with %s", parser, str(reply.value["failed"])[:80])
            raise error(NOT_READ)
        return ParsedFile(reply.value["value"], reply.data)
    except (WireError, OSError, KeyError, TypeError) as wrong:
        log.warning(
            "%s gave no answer after %.1f s: %s", parser, time.monotonic() - started, type(wrong).__name__
        )
        raise error(TOO_MUCH) from None
    finally:
        _turns.release()
        _admitted.release()


def start_parser_process() -> None:
    """Start the process that waits for files, so that the first of them finds it ready."""
    _process.get_control()


def _acquire_parser_slot_or_raise(error: type[ActionNotPossibleError]) -> None:
    """One file may wait a moment; more are refused at once, so that a thread is always left for other pages."""
    if not _admitted.acquire(blocking=False):
        raise error(BUSY)
    if not _turns.acquire(timeout=limits.PATIENCE_SECONDS):
        _admitted.release()
        raise error(BUSY)


def _send_file_to_child(parser: str, data: bytes, options: dict[str, Any]) -> ParsedFile:
    """Once more where the waiting process had ended, whatever ended it."""
    try:
        return _exchange_frames_with_child(parser, data, options)
    except (WireError, OSError):
        if _process.is_waiting():
            raise
        return _exchange_frames_with_child(parser, data, options)


def _exchange_frames_with_child(parser: str, data: bytes, options: dict[str, Any]) -> ParsedFile:
    ours, theirs = socket.socketpair()
    with ours:
        with theirs:
            until = time.monotonic() + _process.start_child(parser, theirs) + limits.WALL_SECONDS
        ours.settimeout(limits.START_SECONDS + limits.WALL_SECONDS)
        send_frame(ours, options, data)
        return receive_frame(ours, until=until, most=limits.REPLY_BYTES)


class _ParserProcess:
    """The process that waits for files, one for each server process; started when first needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start_child(self, parser: str, link: socket.socket) -> float:
        """Have a child read what comes through the link. Returns the seconds that a start may take."""
        with self._lock:
            new = not self._runs()
            message = parser.encode().ljust(limits.NAME_BYTES)
            try:
                socket.send_fds(self._get_control(), [message], [link.fileno()])
            except OSError:  # it died meanwhile
                self._control = None
                socket.send_fds(self._get_control(), [message], [link.fileno()])
        return limits.START_SECONDS if new else 1.0

    def get_control(self) -> socket.socket:
        """The socket through which it is given work."""
        with self._lock:
            return self._get_control()

    def is_waiting(self) -> bool:
        """Whether it is there; asked after a child was lost, when it may be ending itself."""
        with self._lock:
            with suppress(subprocess.TimeoutExpired):
                if self._process is not None:
                    self._process.wait(ENDING_SECONDS)
            return self._runs()

    def stop(self) -> None:
        """Let it end: it goes when nobody holds its socket any more."""
        if self._control is not None and self._process is not None and self._owner == os.getpid():
            self._control.close()
            self._control = None
            try:
                self._process.wait(limits.PATIENCE_SECONDS)
            except (
                subprocess.TimeoutExpired
            ):  # a machine with too much to do, or a file that is still being read
                self._process.kill()
                self._process.wait()

    def _runs(self) -> bool:
        return (
            self._control is not None
            and self._owner == os.getpid()
            and self._process is not None
            and self._process.poll() is None
        )

    def _get_control(self) -> socket.socket:
        if self._control is None or not self._runs():
            ours, theirs = socket.socketpair()
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-I", "-m", "handrail.platform.parsers.worker", str(theirs.fileno())],
                    pass_fds=[theirs.fileno()],
                    env={"PATH": os.defpath},  # no key of ours is in it
                    cwd="/",
                    start_new_session=True,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,
                )
            self._control, self._owner = ours, os.getpid()
        return self._control


_process = _ParserProcess()
_turns = threading.BoundedSemaphore(limits.AT_ONCE)
_admitted = threading.BoundedSemaphore(limits.AT_ONCE + 1)
atexit.register(_process.stop)
