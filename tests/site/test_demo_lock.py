"""Two loads at once never meet: the second waits until the first has ended, however that is."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Final

import pytest
from django.db import connections

from support.served import PATIENCE, alone

HOLD: Final = """
import sys
from handrail.site import databases
from handrail.site.demo_lock import hold_demo_lock
databases.set_up_django()
with hold_demo_lock(lambda: print("waiting", flush=True)):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture
def running() -> Iterator[ExitStack]:
    with ExitStack() as programs:
        yield programs


def _hold_lock(running: ExitStack, environment: dict[str, str]) -> subprocess.Popen[str]:
    program = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    running.enter_context(program)
    running.callback(program.kill)
    return program


def _read_line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def _end(program: subprocess.Popen[str]) -> int:
    program.communicate("\n", timeout=PATIENCE)
    return program.returncode


def _make_environments(tmp_path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """One database: in the same folder on SQLite, from two folders on PostgreSQL."""
    settings = {"DJANGO_SETTINGS_MODULE": "handrail.site.settings"}
    if connections["default"].vendor == "sqlite":
        one = alone(tmp_path, settings)
        return one, one
    named = {name: os.environ[name] for name in ("HANDRAIL_DATABASE_URL", "HANDRAIL_KEYS_DATABASE_URL")}
    return alone(tmp_path / "one", settings | named), alone(tmp_path / "two", settings | named)


@pytest.mark.django_db
def test_a_second_load_waits_until_the_first_is_killed_or_ends(running: ExitStack, tmp_path: Path) -> None:
    here, there = _make_environments(tmp_path)
    first = _hold_lock(running, here)
    assert _read_line(first) == "held"
    second = _hold_lock(running, there)
    assert _read_line(second) == "waiting"
    first.kill()  # as the system would, without a last word
    assert _read_line(second) == "held"
    third = _hold_lock(running, here)
    assert _read_line(third) == "waiting"
    assert _end(second) == 0
    assert _read_line(third) == "held"
    assert _end(third) == 0
