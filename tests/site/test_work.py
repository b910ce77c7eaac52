"""`handrail work` as a process of its own."""

import signal
import sqlite3
import subprocess
import time
from contextlib import closing

import pytest

from support.served import HANDRAIL, PATIENCE, alone

pytestmark = pytest.mark.one_engine
JOBS = {"seal", "sweep", "remind", "import"}  # figures wait an hour, and no scanner is set
SHARED = {"files"}  # every process runs it, without a lease


def read(place, statement):
    with closing(sqlite3.connect(place / "var" / "handrail.sqlite3", timeout=PATIENCE)) as database:
        return {name for (name,) in database.execute(statement)}


def wait_for(place, wanted):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if read(place, "SELECT job FROM monitoring_backgroundjobrun") >= wanted:
            return
        time.sleep(0.2)
    raise AssertionError(read(place, "SELECT job FROM monitoring_backgroundjobrun"))


def test_every_job_runs_and_each_is_given_back_when_told_to_stop(migrated, tmp_path):
    with subprocess.Popen(
        [HANDRAIL, "work"], env=alone(tmp_path), stderr=subprocess.PIPE, text=True
    ) as working:
        try:
            wait_for(tmp_path, JOBS | SHARED)
            held = "SELECT job FROM monitoring_joblease WHERE until > strftime('%Y-%m-%d %H:%M:%f', 'now')"
            assert read(tmp_path, held) == JOBS
        finally:  # whatever was found, nothing goes on running
            working.send_signal(signal.SIGTERM)
        _, said = working.communicate(timeout=PATIENCE)
    assert (working.returncode, said) == (0, "")
    assert read(tmp_path, held) == set()


def test_a_job_that_does_not_exist_is_named(tmp_path):
    done = subprocess.run(
        [HANDRAIL, "work", "--only", "sweep,dust"],
        env=alone(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "seal, sweep, remind, scan, import, files, figures" in done.stderr
