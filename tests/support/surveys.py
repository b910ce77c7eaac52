"""A survey that is open, and people who answer it."""

import datetime
import secrets

from handrail.platform.access.actor import Actor
from handrail.platform.access.today import today
from handrail.platform.surveys.actions import surveys as acts
from handrail.platform.surveys.actions.answers import answer_survey
from handrail.platform.surveys.models import (
    QuestionTranslation,
    Survey,
    SurveyQuestion,
    SurveyTranslation,
)

DAY = datetime.timedelta(days=1)
QUESTIONS = (
    {"kind": "one", "text": "Did you get the help you asked for?", "options": ["Yes", "In part", "No"]},
    {"kind": "several", "text": "What did you need?", "options": ["A place to live", "Legal advice", "Work"]},
    {"kind": "scale", "text": "How safe do you feel?", "low": "Not safe", "high": "Very safe"},
    {"kind": "words", "text": "What would have helped?"},
)


def write_survey(by: Actor, questions=QUESTIONS, **more) -> Survey:
    """A draft of the actor's body."""
    given = {
        "kind": "needs",
        "title": "What helped, and what was missing",
        "purpose": "To plan services.",
        "asked_of": "The link was given out by three providers.",
        "opens_on": today() - DAY,
        "closes_on": today() + 30 * DAY,
    }
    survey = acts.create_survey(Survey(**(given | more)), by=by)
    for question in questions:
        acts.add_survey_question(SurveyQuestion(survey=survey, **question), by=by)
    return survey


def run_survey(by: Actor, **more) -> Survey:
    """The same, open."""
    survey = write_survey(by, **more)
    return acts.open_survey(survey.pk, seen=survey.version, by=by)


def answer(survey: Survey, answers: dict, times: int = 1, language: str = "en") -> None:
    """So many people answer the same."""
    for _ in range(times):
        key = secrets.token_hex(8)
        answer_survey(survey.token, language=language, answers=answers, form_key=key)


def write_in_romanian(survey: Survey, by: Actor) -> None:
    """The frame, and every question as it stands with "RO" before it."""
    frame = SurveyTranslation(
        survey=survey, language_id="ro", title="Ce a ajutat", purpose="Pentru a planifica serviciile.",
        privacy="Nu scrieți nume.", button="Trimite", thanks="Mulțumim.",
    )  # fmt: skip
    acts.save_survey_translation(frame, seen=None, by=by)
    for row in survey.questions.all():
        said = QuestionTranslation(
            question=row, language_id="ro", text=f"RO {row.text}", options=[f"RO {each}" for each in row.options],
            low=row.low, high=row.high,
        )  # fmt: skip
        acts.save_question_translation(said, seen=None, by=by)
