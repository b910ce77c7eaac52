"""A pasted list becomes people; what is not understood stays as a note."""

from handrail.linking.pasting import Pasted, read

LANGUAGES = {"romanian": "Romanian", "vietnamese": "Vietnamese"}


def test_each_line_is_one_person():
    text = "1. Andrei, adult, Romanian, interpreter, hurt, cut on the hand\n\n- Thu;17; vietnamese\nman in a red jacket"
    assert read(text, LANGUAGES) == [
        Pasted("Andrei", "adult", "hurt", "Romanian", True, "cut on the hand"),
        Pasted("Thu", "child", "", "Vietnamese", False, "Says they are 17"),
        Pasted("man in a red jacket"),
    ]


def test_what_is_said_twice_is_not_lost():
    assert read("Ana, adult, child, 31, ?", LANGUAGES) == [
        Pasted("Ana", "adult", note="Says they are 31; child; ?")
    ]


def test_any_script_and_any_length_is_read():
    long = "م" * 10_000
    assert read(f"{long}\nמירלה, not sure\nNgọc Ánh Z̶̢͊a͂l", {}) == [
        Pasted(long),
        Pasted("מירלה", "unsure"),
        Pasted("Ngọc Ánh Z̶̢͊a͂l"),
    ]
