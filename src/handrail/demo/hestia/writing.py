"""Writing the call of 2021 through the actions that a collator uses: returns entered, practices sorted, texts kept."""

from datetime import date

from django.db import transaction

from handrail.access.actor import Actor
from handrail.assurance.calls.actions.history import enter_history_call, enter_return
from handrail.assurance.calls.models import Call
from handrail.assurance.practices.actions import sort_practice, write_editor_text
from handrail.assurance.recommendations.queries import registered
from handrail.demo.hestia.reading import ToldCall, the_call
from handrail.demo.recommendations import CODE_2021
from handrail.demo.writing import Cast

COLLATOR = "amrit.dhaliwal"


def write(cast: Cast, today: date) -> None:
    """The demo's part: nothing where the call is there already."""
    if not Call.objects.filter(code=the_call().code).exists():
        enter(by=cast.actors[COLLATOR])


@transaction.atomic
def enter(*, by: Actor) -> None:
    """The whole call, by a collator, in one transaction."""
    told = the_call()
    _ask(told, by)
    for body, practices in told.by_body.items():
        enter_return(
            by=by,
            call=told.code,
            body=body,
            entered_later=told.entered_later,
            practices=[practice.told for practice in practices],
        )
    _sort(told, by)


def _ask(told: ToldCall, by: Actor) -> None:
    enter_history_call(
        by=by,
        code=told.code,
        title=told.title,
        asked_on=told.asked_on,
        deadline=told.deadline,
        source=told.source,
        guidance=told.guidance,
        answered_reported=told.answered_reported,
        questions=told.questions,
        recommendation=CODE_2021 if registered(CODE_2021) else "",
    )


def _sort(told: ToldCall, by: Actor) -> None:
    for practice in told.practices:
        sort_practice(
            by=by,
            key=practice.told.key,
            theme=practice.theme,
            section=practice.section,
            area_as_told=practice.area,
            open_words=practice.open_words,
        )
    for text in told.texts:
        write_editor_text(
            by=by,
            call=told.code,
            section=text.paragraph.partition(".")[0],
            source_paragraph=text.paragraph,
            about=text.about,
            words=text.words,
            why=text.why,
        )
