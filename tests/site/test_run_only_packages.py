"""Every command that the help lists works with the packages that serving needs, as `make demo` installs them."""

import json
import os
import re
import subprocess
import sys
from importlib.metadata import distributions
from pathlib import Path

import pytest

from handrail.site.cli import COMMANDS
from support.repository import ROOT
from support.served import alone

pytestmark = pytest.mark.one_engine

SAY_HOW_EACH_IS_USED = """
import contextlib, io, json, os, sys
from handrail.site.cli import COMMANDS, run_command
os.environ["DJANGO_SETTINGS_MODULE"] = "handrail.site.settings"
said = {}
for words in COMMANDS:
    if words == "test":
        continue  # hands its arguments to pytest
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        try:
            code = run_command([*words.split(), "--help"])
        except SystemExit as end:
            code = end.code
    said[words] = [code or 0, out.getvalue()]
json.dump(said, sys.stdout)
"""


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def run_only(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of packages that holds those of requirements/run.txt and no other."""
    place = tmp_path_factory.mktemp("run-only") / "packages"
    place.mkdir()
    locked = re.findall(r"^([\w.-]+)==", (ROOT / "requirements" / "run.txt").read_text(), re.MULTILINE)
    wanted = {"handrail", *map(_canonical, locked)}
    for distribution in distributions():
        if _canonical(distribution.name) not in wanted:
            continue
        for file in distribution.files or ():
            top = file.parts[0]
            if top != ".." and not (place / top).exists():
                (place / top).symlink_to(distribution.locate_file(top))
    assert (place / "django").exists()
    assert not (place / "pytest").exists()
    return place


@pytest.fixture
def run(run_only: Path, tmp_path: Path):
    """Run Python with those packages and this checkout alone; get what it said and its exit code."""

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        path = os.pathsep.join([str(run_only), str(ROOT / "src")])
        return subprocess.run(
            [str(Path(sys.executable).resolve()), "-S", *arguments],
            cwd=tmp_path,
            env=alone(tmp_path, {"PYTHONPATH": path}),
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_every_listed_command_says_how_it_is_used(run):
    done = run("-c", SAY_HOW_EACH_IS_USED)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert set(said) == set(COMMANDS) - {"test"}
    wrong = {words: text for words, (code, text) in said.items() if code or "usage: handrail" not in text}
    assert not wrong


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["--help"], "handrail practices"),
        (["practices", "P42"], "Guarded by tests/practices/test_p42.py::"),
        (["pathway", "rules"], "reasonable"),
        (["pathway", "map"], "<svg"),
        (["database", "roles"], "CREATE ROLE"),
        (["check"], "System check identified no issues"),
        (["texts", "--check"], "Welsh"),
        (["keys", "make", "--folder", "secrets"], "secrets"),
    ],
)
def test_commands_that_need_no_database_run(run, words, says):
    done = run("-m", "handrail.site.cli", *words)
    assert done.returncode == 0, done.stderr
    assert says in done.stdout


@pytest.mark.usefixtures("migrated")
@pytest.mark.parametrize(
    "words",
    [
        ["migrate"],
        ["audit", "verify"],
        ["sweep"],
        ["remind"],
        ["erase"],
        ["disclosure", "audit"],
        ["backup", "copies/main", "--keys", "copies/keys"],
    ],
)
def test_commands_on_databases_run(run, words):
    done = run("-m", "handrail.site.cli", *words)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["documents", "check"], 2, "No object store is set."),
        (["demo", "code", "navigator"], 1, "There is no demo here yet"),
    ],
)
def test_what_is_not_set_up_is_one_sentence(run, words, code, says):
    done = run("-m", "handrail.site.cli", *words)
    assert done.returncode == code
    assert done.stderr.startswith(says)
    assert done.stderr.count("\n") == 1


def test_running_the_tests_says_what_is_needed(run):
    done = run("-m", "handrail.site.cli", "test")
    assert (done.returncode, done.stderr) == (
        1,
        "The tests need a checkout and its development packages: make test.\n",
    )
