"""Forms of the demo: one half done for a man who has not decided, and a report that is ready and names nobody."""

from datetime import date, time
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.demo.case_writer import DemoLookups
from handrail.demo.relative_dates import get_date_days_before_today
from handrail.demo.simulated_time import SettableClock, use_simulated_clock
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.people.referral_form.actions import drafts
from handrail.people.referral_form.actions.drafts import FormPageAnswersInput
from handrail.people.referral_form.models import DraftOrSentForm
from handrail.people.referral_form.queries.drafts import find_draft
from handrail.people.referral_form.queries.identifying_details import get_draft_identifying_details
from handrail.people.referral_form.rules import form_definition
from handrail.people.referral_form.rules.question_flow import FormAnswerValue
from handrail.platform.access.actor import Actor
from handrail.platform.access.models import User
from handrail.platform.kernel.dates import make_london_time

RUTH: Final = "ruth.adeyemi"
ARBEN, KWAME = "LN-0426-Z", "LN-0400-B"
NOT_SURE: Final = FormAnswerValue("", unsure=True)

type DemoFormAnswers = dict[str, dict[str, FormAnswerValue]]

HALF_ANSWERS: Final[DemoFormAnswers] = {
    "nation": {"nation": FormAnswerValue("england")},
    "age": {"under_18": FormAnswerValue("no")},
    "age-then": {"under_18_then": FormAnswerValue("no")},
    "birthplace": {"birthplace": FormAnswerValue("A village near Kukës, Albania")},
    "family": {"family": FormAnswerValue("Parents, a younger brother. He has not told them where he is.")},
    "education": {"education": NOT_SURE},
    "several": {"several_situations": FormAnswerValue("no")},
    "dates": {"dates": FormAnswerValue("From early summer until the day on which we met.")},
    "how-it-began": {
        "how_it_began": FormAnswerValue(
            "A debt for the journey, and a job in a house that turned out to be a cannabis grow."
        )
    },
    "moved": {
        "moved": FormAnswerValue("yes"),
        "journey": FormAnswerValue("By lorry, then a van with no windows. He does not know the road."),
    },
    "had-to-do": {"had_to_do": FormAnswerValue("Watered and watched the plants, locked in, day and night.")},
    "last-contact": {"last_contact": FormAnswerValue("not-sure")},
    "types": {"types": FormAnswerValue(("forced-to-commit-crime", "forced-to-work"))},
}
READY_ANSWERS: Final[DemoFormAnswers] = {
    "nation": {"nation": FormAnswerValue("england")},
    "age": {"under_18": FormAnswerValue("no")},
    "age-then": {"under_18_then": FormAnswerValue("no")},
    "several": {"several_situations": FormAnswerValue("no")},
    "dates": {"dates": FormAnswerValue("About seven months, until last spring.")},
    "how-it-began": {"how_it_began": FormAnswerValue("Promised work and a room; the pay was kept for both.")},
    "moved": {"moved": FormAnswerValue("no")},
    "had-to-do": {"had_to_do": FormAnswerValue("Packed vegetables by night, twelve hours, six days a week.")},
    "treated": {"treated": FormAnswerValue("Told that nobody leaves before the debt is paid. No force.")},
    "still": {"still_there": FormAnswerValue("no")},
    "how-they-left": {"how_they_left": FormAnswerValue("Walked away when the van broke down.")},
    "last-contact": {"last_contact": FormAnswerValue("within-the-last-3-month")},
    "reported-before": {"reported_before": FormAnswerValue("no")},
    "why-now": {"why_now": FormAnswerValue("Did not know that anybody would listen.")},
    "where": {"where": FormAnswerValue("uk")},
    "types": {"types": FormAnswerValue(("forced-to-work", "wages-taken"))},
    "other-people": {"other_victims": FormAnswerValue("not-sure")},
    "again": {"again": FormAnswerValue("not-sure")},
    "crime": {"crime_recorded": FormAnswerValue("no")},
    "co-operation": {"co_operates": FormAnswerValue("no")},
    "nrm": {"wants_nrm": FormAnswerValue("no")},
    "why-not": {"why_not": FormAnswerValue("Wants to work, and to be left alone.")},
    "gender-dtn": {"gender": FormAnswerValue("male")},
    "nationality-dtn": {"nationality": FormAnswerValue("Unknown")},
}
SECTIONS_READ: Final = (
    "dates",
    "how_it_began",
    "had_to_do",
    "treated",
    "how_they_left",
    "why_now",
    "why_not",
)


def load_referral_form_drafts(cast: DemoLookups, today: date) -> None:
    """Both drafts. Done once."""
    if DraftOrSentForm.objects.exists():
        return
    with transaction.atomic(), use_simulated_clock(timezone.now()) as clock:
        half = Case.objects.filter(reference=ARBEN).first()
        if half is not None:
            _create_filled_draft_and_get_id(half, HALF_ANSWERS, cast.actors[RUTH], clock, today, days=2)
        report = _find_case_outside_nrm(today)
        if report is not None:
            by = User.objects.get(pk=report.point_of_contact_id).actor
            draft = _create_filled_draft_and_get_id(report, READY_ANSWERS, by, clock, today, days=1)
            drafts.mark_words_allowed_in_anonymous_report(
                case_id=report.pk,
                draft_id=draft,
                read=_get_versions_of_texts_confirmed_not_identifying(report, draft, by),
                by=by,
            )


def _find_case_outside_nrm(today: date) -> Case | None:
    """An adult of a first responder who said no and whose report was not sent; else Kwame, whose short one was."""
    waits = Case.objects.filter(
        owner__duty_to_notify=True, phase="outside", age="adult", age_asked=True, closed_at__isnull=True
    ).exclude(events__event="duty_to_notify_sent")
    said_no = waits.filter(
        consents__matter="nrm", consents__said="no", opened_at__date__lt=get_date_days_before_today(today, 2)
    )
    return said_no.order_by("reference").first() or Case.objects.filter(reference=KWAME).first()


def _get_versions_of_texts_confirmed_not_identifying(case: Case, draft: UUID, by: Actor) -> dict[str, int]:
    """What says nothing of an invented name by chance: one of the names is also a word."""
    page = find_draft(get_case_access(case, by), draft)
    assert page is not None
    known = get_draft_identifying_details(page)
    return {
        key: page.version(key)
        for key in SECTIONS_READ
        if not known.find_in_text("\n".join(page.given[key].values))
    }


def _create_filled_draft_and_get_id(
    case: Case, said: DemoFormAnswers, by: Actor, clock: SettableClock, today: date, *, days: int
) -> UUID:
    """Begin a draft so many days ago, and answer its pages in the form's order."""
    clock.moment = max(
        make_london_time(get_date_days_before_today(today, days), time(10, 15)), case.opened_at
    )
    draft = drafts.start_draft_or_get_live_one(case_id=case.pk, by=by)
    order = [page.code for page in form_definition.get_newest_form_definition().pages]
    for page in sorted(said, key=order.index):
        drafts.save_form_page_and_describe_effects(
            case_id=case.pk, draft_id=draft.pk, saving=FormPageAnswersInput(page, said[page], {}), by=by
        )
    return draft.pk
