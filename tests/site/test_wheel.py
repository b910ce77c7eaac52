"""The released package: what it holds, and what its commands say where a part was left out."""

import os
import subprocess
import sys
import zipfile

import pytest

from support.repository import ROOT


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The wheel of this checkout, unpacked."""
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(place)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(place.glob("*.whl"))) as wheel:
        wheel.extractall(place / "site-packages")
    return place / "site-packages"


def test_the_wheel_holds_no_invented_data(unpacked):
    assert (unpacked / "handrail" / "site" / "cli.py").is_file()
    assert not (unpacked / "handrail" / "demo").exists()


@pytest.mark.parametrize("words", [["demo"], ["demo", "code", "navigator"]])
def test_the_demo_of_a_wheel_says_what_to_install(unpacked, tmp_path, words):
    run = subprocess.run(
        [sys.executable, "-m", "handrail.site.cli", *words],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked), "HANDRAIL_VAR": str(tmp_path / "var")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "run `make demo`" in run.stderr
    assert "Traceback" not in run.stderr
