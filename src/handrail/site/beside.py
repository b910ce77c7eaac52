"""A command of ours as a child process, kept running for as long as the pages are served."""

import subprocess
import sys
import threading
from types import TracebackType
from typing import Self

PAUSE = 5.0  # seconds before a child that ended by itself is started again
PATIENCE = 10.0  # seconds in which a child finishes what it is at


class Beside:
    """Runs `handrail WORDS...`; leaving the block ends it."""

    def __init__(self, *words: str) -> None:
        self._words = words
        self._stopping = threading.Event()
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._child = self._start()
        threading.Thread(target=self._keep, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._stopping.set()
        if self._child is None:
            return
        self._child.terminate()
        try:
            self._child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._child.kill()

    def _start(self) -> "subprocess.Popen[bytes]":
        # A group of its own: Ctrl-C in the terminal reaches the parent alone, which then ends this in order.
        command = [sys.executable, "-m", "handrail.site.cli", *self._words]
        return subprocess.Popen(command, stdout=subprocess.DEVNULL, process_group=0)

    def _keep(self) -> None:
        while self._child is not None:
            code = self._child.wait()
            if self._stopping.is_set() or self._stopping.wait(PAUSE):
                return
            print(
                f"`handrail {' '.join(self._words)}` ended (code {code}): starting it again.", file=sys.stderr
            )
            self._child = self._start()
