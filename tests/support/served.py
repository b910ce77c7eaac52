"""`handrail` in processes of its own, on a folder of its own."""

import os
import random
import socket
import sys
import time
import urllib.request
from pathlib import Path

HANDRAIL = Path(sys.executable).with_name("handrail")
PATIENCE = 240
"""Seconds after which a program is taken to hang: nobody waits as long, unless the machine has far too much to do."""
_taken: list[socket.socket] = []


def alone(place, more=None):
    """The environment of a folder, without settings of this machine."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("HANDRAIL_", "DJANGO_"))
    }
    return {**kept, "HANDRAIL_VAR": str(place / "var"), **(more or {})}


def free_port():
    """A port that nobody listens on, and that no other test of this machine is given before this process ends.

    It is below those that the system hands out by itself (from 32768 on): none is taken between here and the server.
    """
    for port in random.SystemRandom().sample(range(20_000, 32_000), 1_000):
        lock = socket.socket(socket.AF_UNIX)  # a name without a file, which goes with its process
        with socket.socket() as probe:
            try:
                lock.bind(f"\0handrail-test-port-{port}")
                probe.bind(("127.0.0.1", port))
            except OSError:
                lock.close()
                continue
        _taken.append(lock)
        return port
    raise AssertionError("no port is free")


def until_it_answers(served, address):
    """A server that does not answer is stopped, or the test would wait for it without end."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert served.poll() is None, served.stderr.read()
        try:
            with urllib.request.urlopen(address, timeout=20) as answer:
                assert answer.read() == b"ok\n"
                return
        except OSError:
            time.sleep(0.2)
    served.terminate()
    raise AssertionError(f"{address} does not answer: {served.communicate(timeout=PATIENCE)[1]}")
