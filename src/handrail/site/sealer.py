"""The sealer as a child process, for as long as the pages are served."""

import subprocess
import sys
import threading
from types import TracebackType
from typing import Self

PAUSE = 5.0  # seconds before a sealer that ended by itself is started again
PATIENCE = 10.0  # seconds in which a sealer finishes the batch it is in


class Sealer:
    """Keeps `handrail audit seal --every N` running; leaving the block ends it."""

    def __init__(self, *, every: int) -> None:
        self._command = [sys.executable, "-m", "handrail.site.cli", "audit", "seal", "--every", str(every)]
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep, name="sealer", daemon=True)
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self._start()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._stopping.set()
        child = self._child
        if child is None:
            return
        child.terminate()
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()

    def _start(self) -> None:
        # A group of its own: Ctrl-C in the terminal reaches the parent alone, which then ends this in order.
        self._child = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, process_group=0)

    def _keep(self) -> None:
        while self._child is not None:
            code = self._child.wait()
            if self._stopping.is_set() or self._stopping.wait(PAUSE):
                return
            print(f"The sealer of the audit trail ended (code {code}): starting it again.", file=sys.stderr)
            self._start()
