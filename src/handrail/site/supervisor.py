"""A child process that runs for as long as its block does.

Each is a process group of its own: Ctrl-C in the terminal reaches the parent alone, which then ends them in order.
Where the parent is killed they end by themselves (`handrail.site.child_process`).
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

PAUSE = 5.0  # seconds before a child that ended by itself is started again
PATIENCE = 15.0  # seconds in which a child finishes what it is at
WITHHELD = "withheld from this process, which needs none of it"


def withhold_secrets_from_environment(environment: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    """The environment, with a word in the place of each secret that a process has no use for.

    Args:
        environment: of the supervisor.
        names: variables; one that a file would fill in is not read from it.

    Returns:
        The environment of the child.
    """
    kept = {name: value for name, value in environment.items() if name.removesuffix("_FILE") not in names}
    return kept | dict.fromkeys(names, WITHHELD)


class ChildProcess:
    """`python -m MODULE WORDS...`; leaving the block ends it."""

    def __init__(self, module: str, *words: str) -> None:
        self._command = [sys.executable, "-m", "handrail.site.child_process", module, *words]
        self._is_over = False

    def __enter__(self) -> Self:
        self._process = self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.end()

    def end(self) -> None:
        """End it before its block does. Done once: later its number may be another's."""
        if self._is_over:
            return
        self._is_over = True
        self._process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(PATIENCE)
        self._end_group()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    @property
    def ended(self) -> int | None:
        """The exit code of a child that ended by itself."""
        return self._process.poll()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self._command, stdin=subprocess.PIPE, process_group=0)

    def _end_group(self) -> None:
        """What a killed child left running: workers that it can no longer stop."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)


class RestartingProcess(ChildProcess):
    """A command of ours beside the pages, in silence, and started again when it ends by itself."""

    def __init__(self, *words: str, withheld: Sequence[str] = ()) -> None:
        super().__init__("handrail.site.cli", *words)
        self._environment = withhold_secrets_from_environment(os.environ, withheld)
        self._stopping = threading.Event()

    def __enter__(self) -> Self:
        super().__enter__()
        threading.Thread(target=self._keep, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._stopping.set()
        super().__exit__(kind, error, at)

    def begin_anew(self) -> None:
        """End it, its round first; it is started again as a child that ended by itself is."""
        self._process.terminate()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            process_group=0,
            env=self._environment,
        )

    def _keep(self) -> None:
        while True:
            code = self._process.wait()
            if self._stopping.is_set() or self._stopping.wait(PAUSE):
                return
            words = " ".join(self._command[4:])
            print(f"`handrail {words}` ended (code {code}): starting it again.", file=sys.stderr)
            self._process = self._start()
