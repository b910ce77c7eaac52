"""Joint visits of police and a charity: one person who is seen, and one who said no at the door twice."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from handrail.demo.case_writer import DemoLookups
from handrail.demo.conference_stories import WORKER
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.conferences.actions.visits import (
    OfferAtJointVisitInput,
    record_agreed_joint_visit,
    record_joint_visit_result,
    set_joint_visit_companion,
)
from handrail.people.conferences.models import JointVisit
from handrail.people.conferences.text_choices import AnswerToOfferAtVisit, OfferAtVisitKind
from handrail.people.records.models import Case
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.kernel.dates import make_london_time

COMPANION: Final = "lena.croft"
WENT: Final = "Navigator, Lantern\nOfficer in plain clothes, police"
OFFERS_TO_HANG: Final = (
    OfferAtJointVisitInput(
        OfferAtVisitKind.NRM, AnswerToOfferAtVisit.UNDECIDED, "I ask the lawyer first, then I tell you."
    ),
    OfferAtJointVisitInput(OfferAtVisitKind.LAWYER, AnswerToOfferAtVisit.ACCEPTED, ""),
    OfferAtJointVisitInput(
        OfferAtVisitKind.BED, AnswerToOfferAtVisit.DECLINED, "I have my room for three more months."
    ),
    OfferAtJointVisitInput(OfferAtVisitKind.NEXT_VISIT, AnswerToOfferAtVisit.ACCEPTED, ""),
)


@dataclass(frozen=True, slots=True)
class StoryVisit:
    """One visit: so many days ago (to come where negative), what it is for, and what happened."""

    days: int
    purpose: str
    place: str
    plan: str
    abort_word: str = ""
    language: str = ""
    result: str = ""
    risk: str = ""
    wishes: str = ""
    offers: tuple[OfferAtJointVisitInput, ...] = ()
    next_in: int | None = None
    next_by: str = ""


_HANG_PLAN: Final = "Ring the office before and after. If her landlord’s silver car is there, walk on."
VISITS_TO_HANG: Final = (
    StoryVisit(
        16, "Is she well, and does she still want no referral", "The library, by the side door", _HANG_PLAN,
        "umbrella", "vi", "not_in",
    ),
    StoryVisit(
        9, "Is she well, and what does she need now", "The library, by the side door", _HANG_PLAN, "umbrella", "vi",
        "made", "The debt is asked for by telephone. Nobody comes to the room.",
        "Wants to ask a lawyer before anything else, and to be visited again.", OFFERS_TO_HANG, 11,
        "Ruth Adeyemi and PC Lena Croft",
    ),
    StoryVisit(
        -2, "What the lawyer said, and what she wants now", "The library, by the side door", _HANG_PLAN, "umbrella",
        "vi",
    ),
)  # fmt: skip
_FARM_PLAN: Final = "The farmer knows nothing of the visit. Wait at the bus stop; leave if a van stops."
VISITS_TO_KRYSTIAN: Final = (
    StoryVisit(
        41, "Is he well on the new farm", "The bus stop at the end of the lane", _FARM_PLAN, "timetable", "", "made",
        "He is paid each week, and nobody follows him.", "Does not want the NRM. Wants to be left to work.",
        (
            OfferAtJointVisitInput(OfferAtVisitKind.NRM, AnswerToOfferAtVisit.DECLINED, "No. I have work."),
            OfferAtJointVisitInput(OfferAtVisitKind.PHONE, AnswerToOfferAtVisit.ACCEPTED, ""),
        ),
    ),
    StoryVisit(
        20, "Does the work still pay him", "The bus stop at the end of the lane", _FARM_PLAN, "timetable", "",
        "refused", "", "Not today.",
    ),
    StoryVisit(
        8, "Whether he wants anybody to come again", "The bus stop at the end of the lane", _FARM_PLAN, "timetable",
        "", "refused", "", "Do not come to the farm.",
    ),
)  # fmt: skip


def write_joint_visits(cast: DemoLookups, case: Case, visits: tuple[StoryVisit, ...], today: date) -> None:
    """Each visit agreed the day before, and recorded two hours after it.

    Args:
        cast: everybody and everything that it points at.
        case: whose visits.
        visits: in the order of their days.
        today: the day that the stories end on.
    """
    for told in visits:
        day = today - timedelta(days=told.days)
        before = today - timedelta(days=max(told.days, 0) + 1)
        with use_simulated_clock(make_london_time(before, time(10))):
            visit = JointVisit(
                with_body=cast.bodies["lincolnshire-police"],
                basis="consent",
                yes_to_visit="yes",
                yes_to_police="yes",
                planned_at=make_london_time(day, time(14)),
                plain_clothes=True,
                language=cast.languages[told.language] if told.language else None,
            )
            visit.bind(UnrecordedKeyAccess(case.pk))
            visit.purpose, visit.place, visit.plan = told.purpose, told.place, told.plan
            visit.abort_word = told.abort_word
            record_agreed_joint_visit(visit, case_id=case.pk, by=cast.actors[WORKER])
            companion = cast.actors[COMPANION].user_id
            set_joint_visit_companion(
                visit_id=visit.pk, case_id=case.pk, user_id=companion, by=cast.actors[WORKER]
            )
        if told.result:
            with use_simulated_clock(make_london_time(day, time(16))):
                _record_visit(cast, visit, told, day)


def _record_visit(cast: DemoLookups, visit: JointVisit, told: StoryVisit, day: date) -> None:
    fresh = JointVisit.objects.get(pk=visit.pk).bind(UnrecordedKeyAccess(visit.case_id))
    fresh.result, fresh.went, fresh.wishes = told.result, WENT, told.wishes or None
    fresh.risk = told.risk or None
    fresh.seen_alone = fresh.told_of_records = told.result == "made"
    if told.next_in is not None:
        fresh.next_on, fresh.next_by = day + timedelta(days=told.next_in), told.next_by
    record_joint_visit_result(
        fresh, offers=told.offers, case_id=visit.case_id, seen=fresh.version, by=cast.actors[WORKER]
    )
