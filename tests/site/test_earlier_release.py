"""A database of 0.1 is refused by everything that would work on it, and a demo of then begins again."""

import json
import sqlite3
import subprocess
from contextlib import closing

import pytest
from django.db import connections

from handrail.platform.kernel.errors import DatabaseOfEarlierReleaseError
from handrail.site import databases, earlier_release
from support.row_security import as_owner
from support.served import HANDRAIL, alone

CARRIED_OVER = "docs/running.md says under “From 0.1 to 0.2”"


def as_later_code_of_0_1_left_it(alias="default"):
    with as_owner(alias), connections[alias].cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('money', '0002_indexes_of_no_use', %s)",
            ["2026-12-01 00:00Z"],
        )


def as_0_1_0_left_it():
    """It had the same 54 migrations by name, and two columns fewer."""
    with as_owner(), connections["default"].cursor() as cursor:
        cursor.execute("ALTER TABLE reference_body RENAME COLUMN calls_from_devices TO not_there_yet")


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.parametrize(
    "make_older",
    [as_later_code_of_0_1_left_it, lambda: as_later_code_of_0_1_left_it("keys"), as_0_1_0_left_it],
)
def test_databases_of_0_1_are_recognised_and_those_of_today_are_not(make_older):
    assert earlier_release.explain_database_of_earlier_release() == ""
    make_older()
    with pytest.raises(DatabaseOfEarlierReleaseError, match="was made by Handrail"):
        databases.set_up_django()


@pytest.mark.django_db(databases=["default", "keys"])
@pytest.mark.parametrize("forgotten", ["DELETE FROM django_migrations WHERE app = 'money'", ""])
def test_a_database_that_is_only_not_migrated_yet_is_not_of_an_earlier_release(forgotten):
    """A table lacks: of an app that was not migrated yet it will be made, of one that was it is of another release."""
    with as_owner(), connections["default"].cursor() as cursor:
        cursor.execute("ALTER TABLE money_paidinstead RENAME TO made_later")
        if forgotten:
            cursor.execute(forgotten)
    assert bool(earlier_release.explain_database_of_earlier_release()) is not bool(forgotten)


@pytest.mark.django_db(databases=["default", "keys"])
def test_a_database_of_newer_code_is_not_of_an_earlier_release():
    """Who goes back to the release before starts it on tables with one column more."""
    with as_owner(), connections["default"].cursor() as cursor:
        cursor.execute("ALTER TABLE money_paidinstead ADD COLUMN colour varchar(9) NULL")
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('money', '0002_colour', '2027-12-01')"
        )
    assert earlier_release.explain_database_of_earlier_release() == ""


def write(place, statement):
    with closing(sqlite3.connect(place / "var" / "handrail.sqlite3")) as database, database:
        database.execute(statement)


OLDER = "INSERT INTO django_migrations (app, name, applied) VALUES ('money', '0002_indexes_of_no_use', '2026-12-01')"


@pytest.fixture
def run(tmp_path):
    """Type a command in a folder of its own; get what it printed, what it complained of, and its exit code."""

    def run(*words):
        return subprocess.run(
            [HANDRAIL, *words],
            cwd=tmp_path,
            env=alone(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.mark.parametrize(
    "typed",
    [
        ["migrate"],
        ["migrate", "--database", "keys"],
        ["serve"],
        ["work"],
        ["sweep"],
        ["audit", "verify"],
        ["load", "reference"],
        ["backup", "copies"],
        ["demo", "code", "navigator"],
    ],
)
def test_commands_refuse_a_database_of_0_1_and_leave_it_as_it_is(migrated, tmp_path, run, typed):
    write(tmp_path, OLDER)
    before = (tmp_path / "var" / "handrail.sqlite3").read_bytes()
    refused = run(*typed)
    assert refused.returncode == 1
    assert CARRIED_OVER in refused.stderr
    assert "Traceback" not in refused.stderr
    assert (tmp_path / "var" / "handrail.sqlite3").read_bytes() == before


def test_a_demo_of_0_1_begins_again_and_what_somebody_worked_in_stays(migrated, tmp_path, run):
    invited = ["ada@example.org", "--name", "Ada Vane", "--body", "lincolnshire-police", "--role", "officer"]
    assert run("invite", *invited, "--by-mail").returncode == 0
    write(tmp_path, OLDER)
    refused = run("demo", "--cases", "1")
    assert refused.returncode == 1
    assert CARRIED_OVER in refused.stderr
    assert "does not say that everything in it is invented: it stays." in refused.stderr
    write(
        tmp_path,
        """INSERT INTO reference_inventeddatamarker (id, invented, seed, begun_at, parts)
        VALUES (1, 1, 'x', '2026-12-01', '{}')""",
    )
    begun = run("demo", "--cases", "1", "--raw")
    assert "The demo begins again: an earlier release made the databases" in begun.stdout
    assert begun.returncode == 0, begun.stderr
    assert "Both databases were up to date." in run("migrate").stdout


def test_a_backup_of_0_1_is_not_restored(run, tmp_path):
    for part in ("main", "keys"):
        folder = tmp_path / "copies" / f"{part}-2026-12-01T020000Z"
        folder.mkdir(parents=True)
        told = {"made_at": "2026-12-01T02:00:00+00:00", "part": part, "version": "0.1.0", "engine": "sqlite"}
        (folder / "manifest.json").write_text(json.dumps({**told, "files": {}}))
    assert run("keys", "make").returncode == 0
    refused = run("restore", "copies")
    assert refused.returncode == 1
    assert "made by Handrail 0.1.0" in refused.stderr
    assert CARRIED_OVER in refused.stderr
