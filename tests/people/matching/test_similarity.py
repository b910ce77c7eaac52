"""Who may be one person: names by sound and order, birth dates with day and month turned; worked by hand."""

from datetime import date

import pytest

from handrail.people.matching.person_similarity import ComparedPerson, list_match_reasons

BORN, TURNED, OTHER = date(1998, 2, 3), date(1998, 3, 2), date(1991, 7, 20)


def like(one, two, born=None, theirs=None, *, across=False):
    return list_match_reasons(ComparedPerson((one,), born), ComparedPerson((two,), theirs), across=across)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Mirela Oprea", "Oprea Mirela"),
        ("Mirela Oprea", "MIRELLA OPRÉA"),
        ("Мирела Опря", "Mirela Oprya"),
        ("Mohammed Yousuf", "Yusuf Muhamed"),
        ("Maria Garcia Lopez", "Maria Garcia"),
        ("Ngoc Anh", "Ngọc Ánh"),
    ],
)
def test_one_name_written_in_two_ways_is_asked_about_without_a_birth_date(one, two):
    assert like(one, two)[1:] == ("born_unknown",)


def test_day_and_month_may_be_turned():
    assert like("Mirela Oprea", "Mirela Oprea", BORN, TURNED) == ("name_same", "born_turned")
    assert like("Mirela Oprea", "Mirella Oprescu", BORN, BORN) == ("name_like", "born_same")


def test_other_people_are_not_asked_about():
    assert like("Mirela Oprea", "Ionut Barbu", BORN, BORN) == ()
    assert like("Mirela Oprea", "Mirela Stancu") == ()
    assert like("Mirela Oprea", "Mirella Oprescu", BORN, OTHER) == ()


def test_one_part_of_a_name_says_nothing_without_the_birth_date():
    assert like("Mirela", "Mirela") == ()
    assert like("Mirela", "Mirela Oprea", BORN, BORN) == ("name_like", "born_same")


def test_the_first_of_january_is_written_where_nobody_knows_the_day():
    new_year = date(1998, 1, 1)
    assert like("Ahmed", "Ahmed", new_year, new_year) == ()
    assert like("Ahmed Nuri", "Ahmad Noori", new_year, new_year)[1:] == ("born_same",)


def test_an_age_that_is_disputed_is_asked_about_where_the_name_is_the_same():
    assert like("Tesfay Gebre", "Tesfay Gebre", BORN, OTHER) == ("name_same", "born_other")


def test_across_organisations_a_name_alone_is_never_enough():
    assert like("Mirela Oprea", "Mirela Oprea", across=True) == ()
    assert like("Mirela Oprea", "Mirela Oprea", BORN, OTHER, across=True) == ()
    assert like("Mirela Oprea", "Oprea Mirela", BORN, TURNED, across=True) == ("name_same", "born_turned")


def test_nobody_without_a_name_is_like_anybody():
    assert list_match_reasons(ComparedPerson((), BORN), ComparedPerson(("Mirela",), BORN)) == ()
    assert like("", "12345", BORN, BORN) == ()
