"""How much a parser of a foreign file may use; far more than an ordinary file of the largest size needs."""

from typing import Final

MEGABYTE: Final = 1024 * 1024
MEMORY_BYTES: Final = 512 * MEGABYTE  # of address space
CPU_SECONDS: Final = 6
WALL_SECONDS: Final = 15
START_SECONDS: Final = 30  # until the process that waits for files has started
REPLY_BYTES: Final = 32 * MEGABYTE
AT_ONCE: Final = (
    2  # files that one server process reads at the same time: its other threads answer other pages
)
PATIENCE_SECONDS: Final = 3  # that a file waits for its turn
NAME_BYTES: Final = 256
