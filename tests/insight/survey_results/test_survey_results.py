"""What surveys found: rounded once from ten answers on, nothing below; each person's answers are deleted."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from handrail.insight.disclosure.random_rounding import LARGEST_ERROR
from handrail.insight.survey_results.actions import close_survey
from handrail.insight.survey_results.models import SurveyResult
from handrail.insight.survey_results.presenters import TOO_FEW, TOO_FEW_OF_QUESTION, present_survey_result
from handrail.insight.survey_results.queries import find_survey_result, get_survey_result
from handrail.insight.survey_results.result_content import sample_written_answers
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.surveys.models import SurveyAnswer
from support.cast import sign_in
from support.surveys import answer, run_survey


def read_without_token(client, address):
    """Without what changes from one reading to the next: the token, and the seconds that the session still has."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", client.get(address).content.decode())
    return re.sub(r'data-(idle|oldest)="\d+"', "", page)


def close(cast, survey):
    survey.refresh_from_db()
    close_survey(survey.pk, seen=survey.version, by=cast.commissioner.actor)
    return find_survey_result(survey.pk)


def test_every_number_is_a_multiple_of_five_and_the_parts_add_up(cast):
    """12 said yes and 11 no, of whom 11 named two needs: 23 people, 23 and 11 answered. 9 wrote words: too few."""
    survey = run_survey(cast.commissioner.actor)
    answer(survey, {1: "1"}, 12)
    answer(survey, {1: "3", 2: ["1", "2"]}, 2)
    answer(survey, {1: "3", 2: ["1", "2"], 4: "Somebody who listens"}, 9)
    found = close(cast, survey)
    first, second, third, fourth = found["questions"]
    near = {found["people"]: 23, first["answered"]: 23, second["answered"]: 11}
    near |= {second["answers"][0]["people"]: 11}
    for shown, true in near.items():
        assert shown % 5 == 0
        assert abs(shown - true) <= LARGEST_ERROR
    assert first["answered"] == found["people"] == sum(one["people"] for one in first["answers"])
    assert first["answers"][1]["people"] == 0  # nobody said "in part"
    assert second["answers"][0]["people"] <= second["answered"]
    assert (third["answered"], third["answers"]) == (None, [])
    assert fourth["answered"] is None
    assert sum(one["people"] for one in found["ways"]) == found["people"]
    lines = present_survey_result(found)
    assert [line.withheld for line in lines.questions] == ["", "", TOO_FEW_OF_QUESTION, TOO_FEW_OF_QUESTION]


@pytest.mark.parametrize("people", [0, 3, 9])
def test_below_ten_answers_every_page_says_the_same(cast, people):
    survey = run_survey(cast.commissioner.actor)
    answer(survey, {1: "1", 2: ["1"], 3: "5", 4: "A quiet room"}, people)
    office = sign_in(Client(), cast.commissioner)
    before = office.get(reverse("survey", args=[survey.pk])).content.decode()
    assert "Close and keep the result" in before
    found = close(cast, survey)
    assert found["people"] is None
    assert all(one["answered"] is None and one["answers"] == [] for one in found["questions"])
    assert found["ways"] == found["languages"] == []
    page = office.get(reverse("survey_result", args=[survey.pk])).content.decode()
    assert TOO_FEW in page
    assert "A quiet room" not in page
    assert "Legal advice" not in page
    assert present_survey_result(found) == (TOO_FEW, False, [], ())
    assert get_survey_result(cast.commissioner.actor, survey.pk).words.count() == 0


def test_pages_say_nothing_of_how_many_answered_while_it_is_open(cast):
    """The same page, letter by letter but for the token of forms, with no answer and with thirty."""
    survey = run_survey(cast.commissioner.actor)
    office = sign_in(Client(), cast.commissioner)
    pages = [reverse("survey", args=[survey.pk]), reverse("surveys")]
    none = [read_without_token(office, page) for page in pages]
    answer(survey, {1: "1", 4: "A quiet room"}, 30)
    assert [read_without_token(office, page) for page in pages] == none
    assert office.get(reverse("survey_result", args=[survey.pk])).status_code == 404


def test_answers_are_deleted_and_the_result_stays_as_it_was_drawn(cast):
    survey = run_survey(cast.commissioner.actor)
    answer(survey, {1: "2", 4: "A quiet room"}, 13)
    found = close(cast, survey)
    assert SurveyAnswer.objects.count() == 0
    assert len(get_survey_result(cast.commissioner.actor, survey.pk).words.get().words) == 10
    with pytest.raises(AppendOnlyError):
        SurveyResult.objects.update(sha256="")
    with pytest.raises(ActionNotPossibleError, match="not open"):
        close(cast, survey)
    assert find_survey_result(survey.pk) == found
    with pytest.raises(RecordNotVisibleError):
        get_survey_result(cast.neighbour.actor, survey.pk)


def test_who_publishes_what_rests_on_a_survey_reads_its_result_and_nobody_else(cast):
    survey = run_survey(cast.commissioner.actor)
    answer(survey, {1: "2"}, 13)
    close(cast, survey)
    address = reverse("survey_result", args=[survey.pk])
    page = sign_in(Client(), cast.signatory).get(address)
    assert page.status_code == 200
    assert reverse("survey", args=[survey.pk]) not in page.content.decode()  # which she may not open
    for user in (cast.board, cast.force_lead, cast.collator):
        assert sign_in(Client(), user).get(address).status_code == 403


def test_the_number_of_words_does_not_tell_how_many_wrote():
    """Of 10 to 14 texts ten are shown, of 15 fifteen; of nine none."""
    words = [str(number) for number in range(15)]
    assert [len(sample_written_answers(words[:number], 40)) for number in (9, 10, 14, 15)] == [0, 10, 10, 15]
    assert sample_written_answers(words, 9) == []
    assert set(sample_written_answers(words, 40)) == set(words)
