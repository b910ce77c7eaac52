"""A demo whose databases were being made when the disk was full or the power went begins again by itself."""

import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from support.served import HANDRAIL, alone

pytestmark = pytest.mark.one_engine


@pytest.mark.usefixtures("migrated")
def test_tables_that_no_recorded_migration_made_are_made_again(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "var" / "handrail.sqlite3")) as stored, stored:
        stored.execute(
            "DELETE FROM django_migrations WHERE app = 'conferences'"
        )  # committed after its tables
    made = subprocess.run(
        [HANDRAIL, "demo", "--cases", "1", "--raw"],
        env=alone(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )
    assert "The demo begins again: making its databases was stopped" in made.stdout
    assert (made.returncode, made.stderr) == (0, "")
    with closing(sqlite3.connect(tmp_path / "var" / "handrail.sqlite3")) as stored:
        assert stored.execute("SELECT count(*) FROM records_case").fetchone() == (1,)
