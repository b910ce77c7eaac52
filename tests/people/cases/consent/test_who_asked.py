"""Who asked and through whom is said once on the page of answers, where that is the same of all."""

import datetime

from handrail.people.cases.consent.presenters import (
    ConsentAnswerDisplay,
    ConsentQuestionDisplay,
    find_asker_and_interpreter_of_all,
)

ROMANIAN = "Through an interpreter (Romanian)."


def question(*askers: str, through: str = ROMANIAN) -> ConsentQuestionDisplay:
    """A question that each of these asked, one after the other."""
    lines = [
        ConsentAnswerDisplay(
            "Said yes",
            datetime.date(2026, 11, 3),
            by,
            "",
            "",
            None,
            through,
            circle="",
            decided="",
            child=False,
        )
        for by in askers
    ]
    return ConsentQuestionDisplay("NRM referral", "yes", False, lines, "", "Update answer")


def test_one_asker_and_one_interpreter_of_all_answers_are_named_once():
    asked = [question("Wren Ashdown", "Wren Ashdown"), question(), question("Wren Ashdown")]
    assert find_asker_and_interpreter_of_all(asked) == ("Wren Ashdown", ROMANIAN)


def test_where_one_answer_was_asked_otherwise_each_says_its_own():
    for other in (question("Jo Marek"), question("Wren Ashdown", through="")):
        assert find_asker_and_interpreter_of_all([question("Wren Ashdown"), other]) == ("", "")


def test_one_answer_alone_says_its_own():
    assert find_asker_and_interpreter_of_all([question("Wren Ashdown"), question()]) == ("", "")
