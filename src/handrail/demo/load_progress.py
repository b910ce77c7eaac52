"""How far a load is, for whoever waits: what is done, how many of how many, about how long still."""

import shutil
import sys
from collections.abc import Callable
from time import monotonic
from typing import IO, Final

Say = Callable[[str], None]

LEAST_SHARE: Final = 0.05
"""Until so much is done nothing is said of the time: it would be a guess."""
LEAST_SECONDS: Final = 1.0
INDENT: Final = "     "


class LoadProgress:
    """Steps of different length; each has a line before it begins."""

    def __init__(self, say: Say, expected_seconds: float, clock: Callable[[], float] = monotonic) -> None:
        """Compare this load with one that is known.

        Args:
            say: shows a line.
            expected_seconds: what all steps together take on some machine.
            clock: seconds since any moment.
        """
        self._say, self._all, self._done = say, max(expected_seconds, LEAST_SECONDS), 0.0
        self._clock, self._began = clock, clock()

    def begin(self, step: str) -> None:
        """Say what is done now."""
        self._say(f"{step}{self._describe_time_left()}")

    def finish(self, expected_seconds: float) -> None:
        """A step that was expected to take so long is over."""
        self._done += expected_seconds

    def _describe_time_left(self) -> str:
        share = self._done / self._all
        if not LEAST_SHARE <= share < 1:
            return ""
        left = (self._clock() - self._began) * (1 - share) / share
        return f" (about {_round_up_seconds(left)} seconds more)"


class ProgressLine:
    """One line that is written over on a terminal; lines one below another in a file or a log."""

    def __init__(self, out: IO[str] | None = None) -> None:
        self._out = out or sys.stdout
        self._is_terminal = self._out.isatty()
        self._is_open = False

    def show(self, text: str) -> None:
        """Show this in the place of the last line."""
        if not self._is_terminal:
            print(f"{INDENT}{text}", file=self._out, flush=True)
            return
        width = shutil.get_terminal_size().columns - 1
        self._out.write(f"\r\x1b[K{(INDENT + text)[:width]}")
        self._out.flush()
        self._is_open = True

    def keep(self, text: str) -> None:
        """Show a line that stays."""
        self.close()
        print(f"{INDENT}{text}", file=self._out, flush=True)

    def close(self) -> None:
        """What follows begins on an empty line."""
        if self._is_open:
            self._out.write("\r\x1b[K")
            self._out.flush()
            self._is_open = False


def _round_up_seconds(left: float) -> int:
    step = 5 if left < 60 else 10
    return max(step, -(-int(left) // step) * step)
