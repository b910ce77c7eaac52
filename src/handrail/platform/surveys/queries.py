"""Surveys as their pages show them, and what insight counts of the answers. No page shows how many there are."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.surveys.models import Survey, SurveyAnswer, SurveyQuestion

MAX_ROWS = 200


class SurveyAnswerCounts(NamedTuple):
    """True counts of one survey, for the disclosure control alone.

    `chosen`: people by number of the question and code of the answer. `answered`: by number of the question. `words`:
    what people wrote, by number of the question, in the order of chance.
    """

    people: int
    ways: Counter[str]
    languages: Counter[str]
    answered: Counter[int]
    chosen: Counter[tuple[int, str]]
    words: dict[int, list[str]]


def list_surveys(actor: Actor) -> list[Survey]:
    """The surveys of the reader's body, newest first. One statement."""
    require_permission(actor, Permission.RUN_SURVEYS)
    return list(Survey.objects.visible_to(actor)[:MAX_ROWS])


def get_survey(actor: Actor, survey_id: UUID) -> Survey:
    """One survey with questions and languages. Raises RecordNotVisibleError where it is another body's."""
    require_permission(actor, Permission.RUN_SURVEYS)
    found = Survey.objects.visible_to(actor).for_page().filter(pk=survey_id).first()
    if found is None:
        raise RecordNotVisibleError("survey")
    return found


def get_survey_question(survey: Survey, number: int) -> SurveyQuestion:
    """One question of a survey of `get_survey`."""
    for question in survey.questions.all():
        if question.number == number:
            return question
    raise RecordNotVisibleError("question")


def find_survey_by_token(token: str) -> Survey | None:
    """The survey of a link, with questions and languages."""
    return Survey.objects.for_page().filter(token=token).first()


def count_survey_answers_by_question(survey: Survey) -> SurveyAnswerCounts:
    """What was answered, as true counts: read by `insight/survey_results` when the survey closes, and by no page.

    Returns:
        The counts, and the words without whose they are.
    """
    found = SurveyAnswerCounts(0, Counter(), Counter(), Counter(), Counter(), {})
    kinds = dict(survey.questions.values_list("number", "kind"))
    people = 0
    for row in _iterate_survey_answers(survey):
        people += 1
        found.ways[row.way] += 1
        found.languages[row.language_id] += 1
        for key, given in row.answers.items():
            number = int(key)
            found.answered[number] += 1
            if kinds.get(number) == "words":
                found.words.setdefault(number, []).append(str(given))
            else:
                found.chosen.update((number, code) for code in ([given] if isinstance(given, str) else given))
    return found._replace(people=people)


def _iterate_survey_answers(survey: Survey) -> Iterator[SurveyAnswer]:
    """By their numbers, which are drawn by chance."""
    return SurveyAnswer.objects.filter(survey=survey).order_by("pk").iterator()
