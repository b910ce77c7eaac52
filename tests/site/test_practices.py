"""The practices that this is built to carry, and the tests that say they guard one."""

from handrail.site import source_practices


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


def test_without_pytest_it_says_what_to_install(capsys, monkeypatch):
    monkeypatch.setattr(source_practices, "find_spec", lambda name: None)
    assert source_practices.main(["P08"]) == 1
    assert "make setup" in capsys.readouterr().err
