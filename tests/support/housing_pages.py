"""A place with stays in every state, for the tests of pages."""

import datetime
from dataclasses import dataclass, field
from uuid import UUID

from django.utils import timezone

from handrail.directory.housing.actions.zones_and_duty_numbers import save_duty_phone_number
from handrail.directory.housing.models import DutyNumber
from handrail.insight.review_gaps.actions import add_follow_up_action_on_reviewed_gap
from handrail.insight.review_gaps.models import ReviewedGap
from handrail.people.cases.consent.actions import consents
from handrail.people.cases.consent.actions.consents import ConsentAskingInput, ConsentToSharingInput
from handrail.people.housing.actions.suitability_checks import sign_suitability_check
from handrail.people.records.models import Case
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.kinds import Kind
from handrail.platform.followups.models import FollowUp
from support.cast import LINCOLNSHIRE, Cast, Told, tell
from support.housing import ADDRESS, Home, a_claim, a_place, a_unit, an_agreement

ANSWERS = {
    "ground_floor": "yes",
    "staff_told": "yes",
    "no_identity_check": "yes",
    "no_card_needed": "yes",
    "not_shared": "no",
    "no_known_risk": "yes",
    "not_flagged": "yes",
    "far_enough": "yes",
    "who_checks": "Wanda visits at nine",
}

AGAINST = {**ANSWERS, "no_known_risk": "unsure"}


@dataclass(slots=True)
class Stage:
    """The worker's case, with a stay in Flat 2, Rowan; a hotel whose check said no; a place of the council's."""

    home: Home
    told: Told
    hotel: UUID
    hotel_unit: UUID
    own: UUID
    own_unit: UUID
    stay: UUID
    check: UUID
    action: UUID
    claim: UUID  # over the council's rooms, and not confirmed
    arguments: dict[str, list[object]] = field(default_factory=dict)
    secrets: tuple[str, ...] = (ADDRESS, "Heronfield")


def a_stage(cast: Cast) -> Stage:
    """The same, for tests that stand elsewhere."""
    told = tell(cast.worker.actor)
    rowan = a_place(cast.lead.actor)
    home = Home(cast, Case.objects.get(pk=told.case_id), rowan, a_unit(rowan), an_agreement(cast))
    hotel = a_place(cast.lead.actor, name="Hotel C", kind="hotel", use="ask", night_pence=64_00)
    hotel_unit = a_unit(hotel, "Room 12")
    own = a_place(cast.housing.actor, name="Willow", body="fen-housing", use="ask")
    number = DutyNumber(area_id=LINCOLNSHIRE, what="children_team", name="Fen children’s night team")
    number.phone = "01632 960102"
    save_duty_phone_number(number, by=cast.lead.actor)
    check = sign_suitability_check(
        case_id=told.case_id, place_id=hotel, answers=AGAINST, by=cast.worker.actor
    ).pk
    follow_up = FollowUp(what="Ask the fund", owner_id=cast.lead.body_id, due_on=timezone.localdate())
    action = add_follow_up_action_on_reviewed_gap(
        ReviewedGap(gap="no_payer", need="place", phase="outside"), follow_up, by=cast.lead.actor
    ).follow_up
    share(cast, told, "fen-housing", Kind.IDENTITY, Kind.CONTACT, Kind.HOUSING)
    claim = a_claim(cast, "fen-housing", name="Council rooms")
    own_unit = a_unit(own, "Room 1")
    found = Stage(home, told, hotel, hotel_unit, own, own_unit, home.stay(), check, action.pk, claim)
    found.arguments = addresses(found)
    return found


def share(cast: Cast, told: Told, body: str, *kinds: Kind) -> None:
    """Let a body see these kinds, with the person's consent."""
    consents.record_sharing_answer(
        case_id=told.case_id,
        said=ConsentAnswer.YES,
        sharing=ConsentToSharingInput(body, kinds),
        asked=ConsentAskingInput(on=timezone.localdate()),
        by=cast.worker.actor,
    )


def addresses(stage: Stage) -> dict[str, list[object]]:
    """What each address needs."""
    case, home = stage.told.reference, stage.home
    found: dict[str, list[object]] = {name: [case] for name in ABOUT_A_CASE}
    found |= {name: [case, stage.stay] for name in ABOUT_A_STAY}
    found |= {
        "hold_place": [case, stage.own_unit],
        "place_check": [case, stage.hotel],
        "overrule_check": [case, stage.check],
        "finish_review_action": [stage.action],
    }
    found |= {name: [stage.own] for name in ("edit_place", "add_unit", "flag_place", "lift_flag")}
    found |= {name: [stage.own_unit] for name in ("withdraw_unit", "bring_back_unit")}
    found |= {name: [stage.claim] for name in ("confirm_agreement", "agreement_on_paper")}
    return found | {name: [home.agreement] for name in ("agreement", "end_agreement", "agreement_rate")}


ABOUT_A_CASE = (
    "place_tonight",
    "place_first",
    "place_needs",
    "child_mark",
    "place_refusal",
    "place_dispute",
    "settle_dispute",
    "nothing_fits",
    "case_stays",
)

ABOUT_A_STAY = (
    "stay",
    "confirm_stay",
    "stay_no",
    "let_go_stay",
    "extend_stay",
    "end_stay",
    "stay_missing",
    "stay_found",
    "stay_evidence",
    "stay_unsuitable",
)


def days_ago(days: int) -> datetime.date:
    """So many days ago."""
    return timezone.localdate() - datetime.timedelta(days=days)
