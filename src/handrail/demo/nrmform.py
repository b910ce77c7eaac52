"""Forms of the demo: one half done for a man who has not decided, and a report that is ready and names nobody."""

from datetime import date, time
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.models import User
from handrail.casework.case.models import Case
from handrail.casework.case.permissions import sight_of
from handrail.demo.clock import Clock, set_clock
from handrail.demo.days import ago
from handrail.demo.writing import Cast
from handrail.kernel.dates import at
from handrail.nrmform.actions import drafting
from handrail.nrmform.actions.drafting import Saving
from handrail.nrmform.models import Draft
from handrail.nrmform.queries.drafts import one_draft
from handrail.nrmform.queries.known import known_of
from handrail.nrmform.rules import definition
from handrail.nrmform.rules.flow import Given

RUTH: Final = "ruth.adeyemi"
ARBEN, KWAME = "LN-0426", "LN-0400"
NOT_SURE: Final = Given("", unsure=True)

type Said = dict[str, dict[str, Given]]

HALF: Final[Said] = {
    "nation": {"nation": Given("england")},
    "age": {"under_18": Given("no")},
    "age-then": {"under_18_then": Given("no")},
    "birthplace": {"birthplace": Given("A village near Kukës, Albania")},
    "family": {"family": Given("Parents, a younger brother. He has not told them where he is.")},
    "education": {"education": NOT_SURE},
    "several": {"several_situations": Given("no")},
    "dates": {"dates": Given("From early summer until the day on which we met.")},
    "how-it-began": {
        "how_it_began": Given(
            "A debt for the journey, and a job in a house that turned out to be a cannabis grow."
        )
    },
    "moved": {
        "moved": Given("yes"),
        "journey": Given("By lorry, then a van with no windows. He does not know the road."),
    },
    "had-to-do": {"had_to_do": Given("Watered and watched the plants, locked in, day and night.")},
    "last-contact": {"last_contact": Given("not-sure")},
    "types": {"types": Given(("forced-to-commit-crime", "forced-to-work"))},
}
READY: Final[Said] = {
    "nation": {"nation": Given("england")},
    "age": {"under_18": Given("no")},
    "age-then": {"under_18_then": Given("no")},
    "several": {"several_situations": Given("no")},
    "dates": {"dates": Given("About seven months, until last spring.")},
    "how-it-began": {"how_it_began": Given("Promised work and a room; the pay was kept for both.")},
    "moved": {"moved": Given("no")},
    "had-to-do": {"had_to_do": Given("Packed vegetables by night, twelve hours, six days a week.")},
    "treated": {"treated": Given("Told that nobody leaves before the debt is paid. No force.")},
    "still": {"still_there": Given("no")},
    "how-they-left": {"how_they_left": Given("Walked away when the van broke down.")},
    "last-contact": {"last_contact": Given("within-the-last-3-month")},
    "reported-before": {"reported_before": Given("no")},
    "why-now": {"why_now": Given("Did not know that anybody would listen.")},
    "where": {"where": Given("uk")},
    "types": {"types": Given(("forced-to-work", "wages-taken"))},
    "other-people": {"other_victims": Given("not-sure")},
    "again": {"again": Given("not-sure")},
    "crime": {"crime_recorded": Given("no")},
    "co-operation": {"co_operates": Given("no")},
    "nrm": {"wants_nrm": Given("no")},
    "why-not": {"why_not": Given("Wants to work, and to be left alone.")},
    "gender-dtn": {"gender": Given("male")},
    "nationality-dtn": {"nationality": Given("Unknown")},
}
READ: Final = ("dates", "how_it_began", "had_to_do", "treated", "how_they_left", "why_now", "why_not")


def write(cast: Cast, today: date) -> None:
    """Both drafts. Done once."""
    if Draft.objects.exists():
        return
    with transaction.atomic(), set_clock(timezone.now()) as clock:
        half = Case.objects.filter(reference=ARBEN).first()
        if half is not None:
            _fill(half, HALF, cast.actors[RUTH], clock, today, days=2)
        report = _outside(today)
        if report is not None:
            by = User.objects.get(pk=report.point_of_contact_id).actor
            draft = _fill(report, READY, by, clock, today, days=1)
            drafting.read_for_report(
                case_id=report.pk, draft_id=draft, read=_to_read(report, draft, by), by=by
            )


def _outside(today: date) -> Case | None:
    """An adult of a first responder who said no and whose report was not sent; else Kwame, whose short one was."""
    waits = Case.objects.filter(
        owner__duty_to_notify=True, phase="outside", age="adult", age_asked=True, closed_at__isnull=True
    ).exclude(events__event="duty_to_notify_sent")
    said_no = waits.filter(consents__matter="nrm", consents__said="no", opened_at__date__lt=ago(today, 2))
    return said_no.order_by("reference").first() or Case.objects.filter(reference=KWAME).first()


def _to_read(case: Case, draft: UUID, by: Actor) -> dict[str, int]:
    """What says nothing of an invented name by chance: one of the names is also a word."""
    page = one_draft(sight_of(case, by), draft)
    assert page is not None
    known = known_of(page)
    return {key: page.version(key) for key in READ if not known.in_text("\n".join(page.given[key].values))}


def _fill(case: Case, said: Said, by: Actor, clock: Clock, today: date, *, days: int) -> UUID:
    """Begin a draft so many days ago, and answer its pages in the form's order."""
    clock.moment = max(at(ago(today, days), time(10, 15)), case.opened_at)
    draft = drafting.start(case_id=case.pk, by=by)
    order = [page.code for page in definition.newest().pages]
    for page in sorted(said, key=order.index):
        drafting.save_page(case_id=case.pk, draft_id=draft.pk, saving=Saving(page, said[page], {}), by=by)
    return draft.pk
