"""A pasted list becomes people; what is not understood stays as a note."""

from handrail.people.matching.pasted_list import PastedListPerson, parse_pasted_list_of_people

LANGUAGES = {"romanian": "Romanian", "vietnamese": "Vietnamese"}


def test_each_line_is_one_person():
    text = "1. Andrei, adult, Romanian, interpreter, hurt, cut on the hand\n\n- Thu;17; vietnamese\nman in a red jacket"
    assert parse_pasted_list_of_people(text, LANGUAGES) == [
        PastedListPerson("Andrei", "adult", "hurt", "Romanian", True, "cut on the hand"),
        PastedListPerson("Thu", "child", "", "Vietnamese", False, "Says they are 17"),
        PastedListPerson("man in a red jacket"),
    ]


def test_what_is_said_twice_is_not_lost():
    assert parse_pasted_list_of_people("Ana, adult, child, 31, ?", LANGUAGES) == [
        PastedListPerson("Ana", "adult", note="Says they are 31; child; ?")
    ]


def test_any_script_and_any_length_is_read():
    long = "م" * 10_000
    assert parse_pasted_list_of_people(f"{long}\nמירלה, not sure\nNgọc Ánh Z̶̢͊a͂l", {}) == [
        PastedListPerson(long),
        PastedListPerson("מירלה", "unsure"),
        PastedListPerson("Ngọc Ánh Z̶̢͊a͂l"),
    ]
