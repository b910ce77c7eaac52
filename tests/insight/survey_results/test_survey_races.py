"""A survey that is closed while an answer is sent; closed by two at once."""

import pytest

from handrail.insight.survey_results.actions import close_survey
from handrail.insight.survey_results.models import SurveyResult
from handrail.insight.survey_results.queries import find_survey_result
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.surveys.models import SurveyAnswer
from support.concurrency import at_once
from support.surveys import answer, run_survey


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_an_answer_sent_while_the_survey_closes_is_counted_or_refused_and_never_left_over(cast):
    """Nine answers are there; the tenth comes at the same moment: with it the result is shown, without it not."""
    survey = run_survey(cast.commissioner.actor)
    answer(survey, {1: "1"}, 9)
    closed, sent = at_once(
        lambda: close_survey(survey.pk, seen=survey.version, by=cast.commissioner.actor),
        lambda: answer(survey, {1: "1"}),
    )
    assert isinstance(closed, SurveyResult)
    was_counted = find_survey_result(survey.pk)["people"] == 10
    assert was_counted == (sent is None)
    assert was_counted or isinstance(sent, ActionNotPossibleError)
    assert SurveyAnswer.objects.count() == 0


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_of_two_who_close_at_once_one_is_told_and_one_draw_is_kept(cast):
    survey = run_survey(cast.commissioner.actor)
    answer(survey, {1: "1"}, 12)
    told = at_once(*[lambda: close_survey(survey.pk, seen=survey.version, by=cast.commissioner.actor)] * 2)
    assert sorted(isinstance(each, SurveyResult) for each in told) == [False, True]
    refused = next(each for each in told if not isinstance(each, SurveyResult))
    assert isinstance(refused, ActionNotPossibleError | ConcurrentEditError)
    assert SurveyResult.objects.count() == 1
