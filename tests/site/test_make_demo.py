"""`make demo` beside whatever the machine has: it keeps to its own files, and stops with one sentence."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.repository import ROOT

pytestmark = pytest.mark.one_engine

OTHER_USER = 65534
"""nobody, where the tests run as root: root may write everywhere."""
RECORDS_ITS_ENVIRONMENT = """#!/bin/sh
echo "$1 $(env | sed -n 's/^\\(HANDRAIL_[A-Z_]*\\)=.*/\\1/p' | sort | paste -s -d ' ' -)" >>calls
[ "$1" = serve ] || exit {code}
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The scripts in a folder whose name has a space and an apostrophe, with programs that note their calls."""
    place = tmp_path / "Ruth's own copy"
    (place / "scripts").mkdir(parents=True)
    (place / ".venv" / "bin").mkdir(parents=True)
    for name in ("demo", "find-python", "setup"):
        shutil.copy(ROOT / "scripts" / name, place / "scripts")
    (place / "scripts" / "setup").write_text("#!/bin/sh\n")
    (place / ".venv" / "bin" / "python").symlink_to(sys.executable)
    return place


def _demo(place: Path, *words: str, code: int = 0, **more: str) -> subprocess.CompletedProcess[str]:
    handrail = place / ".venv" / "bin" / "handrail"
    handrail.write_text(RECORDS_ITS_ENVIRONMENT.format(code=code))
    handrail.chmod(0o755)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    return subprocess.run(
        [place / "scripts" / "demo", *words],
        env={**kept, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def _calls(place: Path) -> list[str]:
    calls = place / "calls"
    return [line.strip() for line in calls.read_text().splitlines()] if calls.exists() else []


@pytest.fixture
def free_port_number() -> str:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def test_settings_of_a_real_installation_reach_neither_the_load_nor_the_pages(checkout, free_port_number):
    real = {
        "HANDRAIL_DATABASE_URL": "postgres://handrail@database.example.org/handrail",
        "HANDRAIL_KEYS_DATABASE_URL_FILE": "/run/secrets/keys",
        "HANDRAIL_MAIL_HOST": "mail.example.org",
        "HANDRAIL_VAR": "/srv/demo",
    }
    done = _demo(checkout, free_port_number, **real)
    assert done.returncode == 0, done.stderr
    assert _calls(checkout) == ["demo HANDRAIL_VAR", "serve HANDRAIL_VAR"]
    assert done.stdout.splitlines()[0] == (
        "The demo keeps to its own files in /srv/demo and leaves these settings alone: "
        "HANDRAIL_DATABASE_URL HANDRAIL_KEYS_DATABASE_URL_FILE HANDRAIL_MAIL_HOST."
    )


@pytest.mark.parametrize(("code", "calls"), [(0, ["demo", "serve"]), (3, ["demo", "serve"]), (1, ["demo"])])
def test_missing_sections_are_served_without_and_a_refusal_is_not(checkout, free_port_number, code, calls):
    done = _demo(checkout, free_port_number, code=code)
    assert _calls(checkout) == calls
    assert (done.returncode == 0) is (code in (0, 3))
    assert done.stdout == ""


def test_a_port_that_is_taken_is_said_before_anything_is_loaded(checkout):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = _demo(checkout, str(port))
    assert done.returncode == 1
    assert done.stderr.startswith(f"Port {port} is in use")
    assert done.stderr.count("\n") == 1
    assert _calls(checkout) == []


@pytest.mark.parametrize("port", ["http", "-1", "99999", "0"])
def test_a_port_that_is_none_is_said(checkout, port):
    done = _demo(checkout, port)
    assert done.returncode == 1
    assert done.stderr.startswith("PORT must be ")
    assert _calls(checkout) == []


@pytest.fixture
def folder_of_somebody_else() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        shutil.copytree(ROOT / "scripts", place / "scripts")
        place.chmod(0o555)
        yield place
        place.chmod(0o755)


def test_a_folder_that_may_not_be_written_to_is_said(folder_of_somebody_else):
    as_other = {"user": OTHER_USER, "group": OTHER_USER, "extra_groups": []} if os.getuid() == 0 else {}
    done = subprocess.run(
        [folder_of_somebody_else / "scripts" / "setup", "run"],
        capture_output=True,
        text=True,
        check=False,
        **as_other,
    )
    assert done.returncode == 1
    assert f"may not write to {folder_of_somebody_else}" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_python_that_was_named_and_is_too_old_is_said(tmp_path):
    old = tmp_path / "python 3.11"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)
    done = subprocess.run(
        [ROOT / "scripts" / "find-python"],
        env={**os.environ, "PYTHON": str(old)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"PYTHON is set to {old}, which is not Python 3.12 or newer with its venv module.\n"
    )
