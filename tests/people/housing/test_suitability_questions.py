"""The check before a hotel or B&B: “yes” always speaks for the place, so that a tired reader cannot mix them up."""

from handrail.people.housing.suitability_questions import (
    QUESTION_CODES,
    QUESTIONS,
    list_failing_question_codes,
    list_warning_question_codes,
)


def test_yes_to_every_question_is_safe_and_no_to_any_is_not():
    yes = dict.fromkeys(QUESTION_CODES, "yes")
    assert (list_failing_question_codes(yes), list_warning_question_codes(yes)) == ((), ())
    for question in QUESTIONS:
        for answer in ("no", "unsure"):
            told = {**yes, question.code: answer}
            found = (*list_failing_question_codes(told), *list_warning_question_codes(told))
            assert found == (question.code,)


def test_not_sure_about_a_known_risk_stops_the_place():
    told = {**dict.fromkeys(QUESTION_CODES, "yes"), "no_known_risk": "unsure"}
    assert list_failing_question_codes(told) == ("no_known_risk",)
