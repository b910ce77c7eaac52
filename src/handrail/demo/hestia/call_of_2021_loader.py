"""Writing the call of 2021 through the actions that a collator uses: returns entered, practices sorted, texts kept."""

from datetime import date

from django.db import transaction

from handrail.areas.calls.actions.earlier_calls import (
    record_earlier_call_made_elsewhere,
    record_return_of_body_to_earlier_call,
)
from handrail.areas.calls.models import Call
from handrail.areas.practices.actions import (
    add_collator_text_from_no_single_body,
    sort_practice_into_theme_and_section,
)
from handrail.areas.recommendations.queries import is_recommendation_registered
from handrail.demo.case_writer import DemoLookups
from handrail.demo.hestia.call_of_2021_source import EarlierCall, read_call_of_2021
from handrail.demo.recommendations_and_oversight import CODE_2021, add_recommendation_of_2021
from handrail.platform.access.actor import Actor

COLLATOR = "amrit.dhaliwal"


def load_call_of_2021(cast: DemoLookups, today: date) -> None:
    """The demo's part: nothing where the call is there already."""
    if not Call.objects.filter(code=read_call_of_2021().code).exists():
        enter_call_of_2021(by=cast.actors[COLLATOR])


@transaction.atomic
def enter_call_of_2021(*, by: Actor) -> None:
    """The whole call with the recommendation that it asks about, by a collator, in one transaction."""
    told = read_call_of_2021()
    if not is_recommendation_registered(CODE_2021):
        add_recommendation_of_2021(by=by)
    _record_call_of_2021(told, by)
    for body, practices in told.by_body.items():
        record_return_of_body_to_earlier_call(
            by=by,
            call=told.code,
            body=body,
            entered_later=told.entered_later,
            practices=[practice.told for practice in practices],
        )
    _classify_practices_and_add_collator_texts(told, by)


def _record_call_of_2021(told: EarlierCall, by: Actor) -> None:
    record_earlier_call_made_elsewhere(
        by=by,
        code=told.code,
        title=told.title,
        asked_on=told.asked_on,
        deadline=told.deadline,
        source=told.source,
        guidance=told.guidance,
        answered_reported=told.answered_reported,
        questions=told.questions,
        not_addressed=told.not_addressed,
        recommendation=CODE_2021,
    )


def _classify_practices_and_add_collator_texts(told: EarlierCall, by: Actor) -> None:
    for practice in told.practices:
        sort_practice_into_theme_and_section(
            by=by,
            key=practice.told.key,
            theme=practice.theme,
            section=practice.section,
            area_as_told=practice.area,
            open_words=practice.open_words,
        )
    for text in told.texts:
        add_collator_text_from_no_single_body(
            by=by,
            call=told.code,
            section=text.paragraph.partition(".")[0],
            source_paragraph=text.paragraph,
            about=text.about,
            words=text.words,
            why=text.why,
        )
