"""`python -m handrail.site.child_process MODULE WORDS...`: runs the module, ends when its starter is gone.

A supervisor that is killed with SIGKILL cannot stop anybody, so each child watches for it: the child's standard input
is a pipe that the supervisor holds open, and the kernel closes it whatever the supervisor dies of.
"""

import os
import runpy
import signal
import sys
import threading
import time

PATIENCE = 10.0  # seconds in which the child may finish what it is doing


def main(module: str) -> None:
    """Run the module as a program of its own."""
    threading.Thread(target=stop_when_supervisor_exits, daemon=True).start()
    runpy.run_module(module, run_name="__main__", alter_sys=True)


def stop_when_supervisor_exits() -> None:
    """Wait until standard input is closed; then stop as if told to, and after PATIENCE with the whole process group."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(PATIENCE)
    os.killpg(os.getpgrp(), signal.SIGKILL)


if __name__ == "__main__":
    del sys.argv[0]
    main(sys.argv[0])
