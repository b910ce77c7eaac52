"""The practices that this is built to carry, and the tests that say they guard one."""

import json
import os
import subprocess
import sys

from handrail.site import source_practices
from handrail.site.source_practices import TESTS


def test_there_are_fifty_three_in_order():
    known = source_practices.list_practices_from_source_document()
    assert [practice.id for practice in known] == [f"P{number:02d}" for number in range(1, 54)]


def test_each_says_whose_it_is_and_when_it_works():
    assert all(
        practice.area and practice.practice and practice.works_when
        for practice in source_practices.list_practices_from_source_document()
    )


def test_a_marked_test_guards_its_practice(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_place.py").write_text(
        'import pytest\n\n@pytest.mark.practice("P38")\ndef test_a_place_of_safety_has_three_working_days(): ...\n'
    )
    assert source_practices.get_guarding_tests_by_practice_id(tmp_path / "tests") == {
        "P38": ["tests/test_place.py::test_a_place_of_safety_has_three_working_days"]
    }


def test_a_mark_of_a_module_or_a_class_counts_for_each_of_its_tests(tmp_path):
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_place.py").write_text(
        "import pytest\n\n"
        'pytestmark = [pytest.mark.one_engine, pytest.mark.practice("P04")]\n\n'
        "def helper(): ...\n\n"
        'async def test_late(): ...\n\n@pytest.mark.practice("P05", "P06")\nclass TestBeds:\n'
        "    def test_free(self): ...\n"
    )
    free = "tests/test_place.py::TestBeds::test_free"
    assert source_practices.get_guarding_tests_by_practice_id(tmp_path / "tests") == {
        "P04": ["tests/test_place.py::test_late", free],
        "P05": [free],
        "P06": [free],
    }


def test_what_is_read_is_what_pytest_collects(tmp_path):
    listed = tmp_path / "practices.json"
    marked = [str(path) for path in sorted(TESTS.rglob("test_*.py")) if "mark.practice" in path.read_text()]
    subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "support.practice_marks", *marked],
        cwd=TESTS.parent,
        env={**os.environ, "PYTHONPATH": str(TESTS), "PRACTICE_MARKS": str(listed)},
        capture_output=True,
        check=False,
    )
    collected = {practice: set(names) for practice, names in json.loads(listed.read_text()).items()}
    read = source_practices.get_guarding_tests_by_practice_id()
    assert {practice: set(names) for practice, names in read.items()} == collected


def test_no_test_guards_a_practice_that_is_not_there():
    assert set(source_practices.get_guarding_tests_by_practice_id()) <= {
        practice.id for practice in source_practices.list_practices_from_source_document()
    }


def test_one_practice_is_shown_with_when_it_works(capsys):
    assert source_practices.main(["p42"]) == 0
    shown = capsys.readouterr().out
    assert "P42  Hampshire" in shown
    assert "Works when: The pathway draws itself" in shown


def test_an_unknown_practice_is_said_so(capsys):
    assert source_practices.main(["P99"]) == 1
    assert "No practice is called P99" in capsys.readouterr().out
