"""Surveys: written, translated, opened; answered by a link or on paper; nobody is named."""

import pytest
from django.core.exceptions import ValidationError

from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.surveys.actions import surveys as acts
from handrail.platform.surveys.actions.answers import add_survey_answer_from_paper, answer_survey
from handrail.platform.surveys.models import Survey, SurveyAnswer, SurveyQuestion
from handrail.platform.surveys.queries import count_survey_answers_by_question, get_survey, list_surveys
from support.surveys import DAY, answer, run_survey, write_in_romanian, write_survey


def test_a_survey_is_its_bodys_own(cast):
    survey = write_survey(cast.commissioner.actor)
    assert list_surveys(cast.neighbour.actor) == []
    with pytest.raises(RecordNotVisibleError):
        get_survey(cast.neighbour.actor, survey.pk)
    for part in (cast.board, cast.collator, cast.worker):
        with pytest.raises(Denied):
            write_survey(part.actor)


@pytest.mark.parametrize(
    ("question", "says"),
    [
        ({"kind": "one", "text": "Yes?", "options": ["Yes"]}, "at least two"),
        ({"kind": "one", "text": "Yes?", "options": ["Yes", "yes"]}, "each answer once"),
        ({"kind": "words", "text": "Why?", "options": ["a", "b"]}, "Leave the answers empty"),
        ({"kind": "scale", "text": "How?", "low": "Bad"}, "what 1 and 5 mean"),
        ({"kind": "one", "text": "", "options": ["a", "b"]}, "Enter the question"),
        ({"kind": "guess", "text": "Why?"}, "Choose how"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused(cast, question, says):
    survey = write_survey(cast.commissioner.actor, questions=())
    with pytest.raises(ValidationError, match=says):
        acts.add_survey_question(SurveyQuestion(survey=survey, **question), by=cast.commissioner.actor)


def test_a_survey_opens_once_complete_in_every_language(cast):
    by = cast.commissioner.actor
    empty = write_survey(by, questions=())
    with pytest.raises(ActionNotPossibleError, match="no question"):
        acts.open_survey(empty.pk, seen=1, by=by)
    over = write_survey(by, opens_on=today() - 9 * DAY, closes_on=today() - DAY)
    with pytest.raises(ActionNotPossibleError, match="over"):
        acts.open_survey(over.pk, seen=1, by=by)
    survey = write_survey(by)
    write_in_romanian(survey, by)
    late = SurveyQuestion(survey=survey, kind="words", text="What else?")
    number = acts.add_survey_question(late, by=by).number
    with pytest.raises(ActionNotPossibleError, match="Question 5 is not complete in Romanian"):
        acts.open_survey(survey.pk, seen=1, by=by)
    acts.remove_survey_question(survey.pk, number, by=by)
    acts.open_survey(survey.pk, seen=1, by=by)
    with pytest.raises(ActionNotPossibleError, match="Its questions stay"):
        acts.add_survey_question(SurveyQuestion(survey=survey, kind="words", text="More?"), by=by)


def test_while_people_answer_only_the_last_day_may_move(cast):
    by = cast.commissioner.actor
    survey = run_survey(by)
    survey.closes_on += DAY
    acts.change_survey(survey, seen=survey.version, by=by)
    survey.title = "Another"
    with pytest.raises(ActionNotPossibleError, match="People answer this survey"):
        acts.change_survey(survey, seen=survey.version, by=by)
    with pytest.raises(ConcurrentEditError):
        acts.change_survey(survey, seen=1, by=by)


def test_an_answer_holds_no_moment_and_the_same_form_counts_once(cast):
    survey = run_survey(cast.commissioner.actor)
    for _ in range(2):
        answer_survey(survey.token, language="en", answers={1: "1", 2: ["1", "3"]}, form_key="same")
    answer(survey, {1: "3", 4: "Somebody who listens"})
    counted = count_survey_answers_by_question(survey)
    assert counted.people == 2
    assert counted.chosen == {(1, "1"): 1, (1, "3"): 1, (2, "1"): 1, (2, "3"): 1}
    assert counted.words == {4: ["Somebody who listens"]}
    kept = {field.name for field in SurveyAnswer._meta.concrete_fields}
    assert kept == {"id", "survey", "way", "language", "form_print", "answers"}


@pytest.mark.parametrize(
    ("answers", "says"),
    [
        ({4: "Ring 07700 900123"}, "telephone number"),
        ({4: "I live at PE21 6RJ"}, "postcode"),
        ({4: "Write to a.b@example.org"}, "email address"),
        ({4: "x" * 501}, "500 characters"),
        ({1: "9"}, "Choose from the answers"),
        ({2: ["1", "1"]}, "Choose from the answers"),
        ({3: "6"}, "Choose from the answers"),
    ],
)
def test_an_answer_that_could_find_somebody_or_is_none_is_refused(cast, answers, says):
    survey = run_survey(cast.commissioner.actor)
    with pytest.raises(ValidationError, match=says):
        answer(survey, answers)
    with pytest.raises(ActionNotPossibleError, match="at least one"):
        answer(survey, {1: "", 2: []})
    assert count_survey_answers_by_question(survey).people == 0


def test_answers_are_taken_while_the_survey_runs(cast):
    by = cast.commissioner.actor
    early = run_survey(by, opens_on=today() + DAY)
    for survey in (early, write_survey(by)):
        with pytest.raises(ActionNotPossibleError, match="takes no answers today"):
            answer(survey, {1: "1"})
    with pytest.raises(RecordNotVisibleError):
        answer(Survey(token="none"), {1: "1"})
    with pytest.raises(ActionNotPossibleError, match="not written in that language"):
        answer(run_survey(by), {1: "1"}, language="ro")


def test_papers_are_typed_in_by_the_body_alone(cast):
    survey = run_survey(cast.commissioner.actor)
    given = {"language": "en", "answers": {1: "2"}, "form_key": "paper one"}
    add_survey_answer_from_paper(survey.pk, **given, by=cast.commissioner.actor)
    with pytest.raises(RecordNotVisibleError):
        add_survey_answer_from_paper(survey.pk, **given, by=cast.neighbour.actor)
    assert count_survey_answers_by_question(survey).ways == {"paper": 1}
