"""Databases for processes of their own, migrated once."""

import shutil
import subprocess

import pytest

from support import databases
from support.served import HANDRAIL, alone


@pytest.fixture(scope="session")
def template(django_db_setup, tmp_path_factory):
    """Migrated as the suite's own databases were; `handrail migrate` finds it so, and the reference data is loaded."""
    place = tmp_path_factory.mktemp("migrated")
    databases.copy_kept(place / "var")
    for words in (["keys", "make"], ["migrate"], ["load", "reference"]):
        done = subprocess.run(
            [HANDRAIL, *words], env=alone(place), capture_output=True, check=True, text=True
        )
        assert words != ["migrate"] or "Both databases were up to date." in done.stdout
    return place / "var"


@pytest.fixture
def migrated(template, tmp_path):
    """A folder with both databases, as yet without anybody in them."""
    shutil.copytree(template, tmp_path / "var", dirs_exist_ok=True)
