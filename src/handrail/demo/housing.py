"""Places of Lincolnshire and three other areas, agreements on them, and what was held, disputed and overruled there."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.areas.oversight.actions.plans import add_place_review_action_to_improvement_plan
from handrail.areas.oversight.models import ImprovementPlan
from handrail.demo.case_writer import DemoLookups
from handrail.demo.planned_bodies_and_users import AVON_AND_SOMERSET, GREATER_MANCHESTER, GWENT, LINCOLNSHIRE
from handrail.demo.relative_dates import get_date_days_before_today
from handrail.demo.simulated_time import SettableClock, use_simulated_clock
from handrail.directory.housing.actions.agreements import (
    add_housing_agreement,
    add_subsistence_rate,
    confirm_housing_agreement,
)
from handrail.directory.housing.actions.places import add_housing_place, flag_place_as_do_not_use
from handrail.directory.housing.actions.units import add_housing_unit, withdraw_unit
from handrail.directory.housing.actions.zones_and_duty_numbers import add_zone, save_duty_phone_number
from handrail.directory.housing.models import Agreement, DutyNumber, Place, SubsistenceRate, Unit, Zone
from handrail.directory.housing.nights import get_tonight
from handrail.insight.review_gaps.actions import (
    add_follow_up_action_on_reviewed_gap,
    report_progress_on_gap_action,
)
from handrail.insight.review_gaps.models import ReviewedGap
from handrail.people.housing.actions.child_placement_steps import record_child_placement_step
from handrail.people.housing.actions.holds import hold_unit
from handrail.people.housing.actions.housing_duty import (
    HousingDutyDisputeInput,
    open_housing_duty_dispute,
    record_housing_refusal,
    record_night_without_suitable_place,
)
from handrail.people.housing.actions.place_requirements import save_place_requirements
from handrail.people.housing.actions.stay_incidents import (
    record_lost_evidence,
    record_person_found,
    record_person_missing,
)
from handrail.people.housing.actions.stays import confirm_stay, decline_stay, end_stay
from handrail.people.housing.actions.suitability_checks import (
    overrule_suitability_check,
    save_suitability_check_draft,
    sign_suitability_check,
)
from handrail.people.housing.models import PlaceRequirements
from handrail.people.housing.text_choices import ChildPlacementStepKind, HousingRefusalReason, StayEndReason
from handrail.people.records.models import Case
from handrail.people.records.text_choices import YesNoOrNotAsked
from handrail.platform.access.actor import Actor
from handrail.platform.followups.models import FollowUp, FollowUpUpdate
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.reference.models import Body

COLM, GARETH, CLIVE, RUTH, SAM, JOAN = (
    "colm.farrow",
    "gareth.pell",
    "clive.saunders",
    "ruth.adeyemi",
    "sam.whitlock",
    "joan.tasker",
)
ZONES: Final = (
    ("Lincoln", 497, 371),
    ("Boston", 532, 344),
    ("Grantham", 491, 336),
    ("Spalding", 525, 322),
    ("Skegness", 556, 363),
    ("Sleaford", 507, 346),
    ("Stamford", 503, 307),
    ("Louth", 532, 387),
    ("Gainsborough", 481, 390),
)
ANYBODY: Final = {"mix": "any", "dependants": "yes", "pets": "no", "public_funds": "not_needed"}
WOMEN: Final = {**ANYBODY, "mix": "women"}
MEN: Final = {**ANYBODY, "mix": "men", "dependants": "no"}


@dataclass(frozen=True, slots=True)
class PlannedAccommodationPlace:
    """One place, who keeps it, and its units: name, bed spaces, what they have."""

    name: str
    by: str
    kind: str
    zone: str
    units: tuple[tuple[str, int, tuple[str, ...]], ...]
    area: str = LINCOLNSHIRE
    more: dict[str, Any] = field(default_factory=dict)


GROUND_FLOOR_ACCESS: Final = ("ground_floor", "step_free")
PLACES: Final = (
    PlannedAccommodationPlace(
        "Rowan",
        COLM,
        "council_room",
        "Lincoln",
        (("Flat 1", 2, GROUND_FLOOR_ACCESS), ("Flat 2", 3, GROUND_FLOOR_ACCESS), ("Flat 3", 2, ())),
        more={**ANYBODY, "on_site": "Worker on site until 11pm", "phone": "01632 960127"},
    ),
    PlannedAccommodationPlace(
        "Hazel",
        COLM,
        "council_room",
        "Sleaford",
        (("Room 1", 1, ()), ("Room 2", 1, GROUND_FLOOR_ACCESS)),
        more=ANYBODY,
    ),
    PlannedAccommodationPlace(
        "Willow", COLM, "council_room", "Boston", (("Room 1", 2, GROUND_FLOOR_ACCESS),), more=ANYBODY
    ),
    PlannedAccommodationPlace(
        "Maple",
        COLM,
        "flat",
        "Grantham",
        (("Flat A", 4, GROUND_FLOOR_ACCESS), ("Flat B", 4, ())),
        more={**ANYBODY, "pets": "yes"},
    ),
    PlannedAccommodationPlace(
        "Old Station rooms",
        COLM,
        "council_room",
        "Louth",
        (("Room 1", 1, ()),),
        more={**ANYBODY, "state": "planned", "waits_for": "funding for furniture"},
    ),
    PlannedAccommodationPlace(
        "Alder",
        GARETH,
        "room",
        "Gainsborough",
        (("Room 4", 1, GROUND_FLOOR_ACCESS), ("Room 5", 2, GROUND_FLOOR_ACCESS)),
        more={
            **WOMEN,
            "use": "ask",
            "night_pence": 38_00,
            "public_funds": "unknown",
            "phone": "01632 960141",
        },
    ),
    PlannedAccommodationPlace(
        "Poplar place of safety",
        GARETH,
        "place_of_safety",
        "Lincoln",
        (("Bed 1", 1, GROUND_FLOOR_ACCESS), ("Bed 2", 1, GROUND_FLOOR_ACCESS), ("Bed 3", 1, ())),
        more={**ANYBODY, "phases": ("before", "outside"), "on_site": "Worker on site all night"},
    ),
    PlannedAccommodationPlace(
        "Alder House",
        GARETH,
        "safe_house",
        "Stamford",
        (("Room 1", 2, GROUND_FLOOR_ACCESS), ("Room 2", 1, ())),
        more=WOMEN,
    ),
    PlannedAccommodationPlace(
        "Birch house", GARETH, "safe_house", "Spalding", (("Room 1", 1, ()), ("Room 2", 1, ())), more=MEN
    ),
    PlannedAccommodationPlace(
        "Host in a village",
        GARETH,
        "host",
        "Louth",
        (("Spare room", 1, ()),),
        more={**WOMEN, "dependants": "no", "pets": "yes"},
    ),
    PlannedAccommodationPlace(
        "Larch", GARETH, "flat", "Lincoln", (("Flat 1", 2, ()),), more={**ANYBODY, "public_funds": "needed"}
    ),
    PlannedAccommodationPlace(
        "Hotel A",
        CLIVE,
        "hotel",
        "Boston",
        (("Room 7", 2, ()),),
        more={**ANYBODY, "use": "ask", "night_pence": 59_00},
    ),
    PlannedAccommodationPlace(
        "Hotel C",
        CLIVE,
        "hotel",
        "Lincoln",
        (("Room 12", 2, GROUND_FLOOR_ACCESS), ("Room 14", 2, GROUND_FLOOR_ACCESS)),
        more={**ANYBODY, "use": "ask", "night_pence": 64_00},
    ),
    PlannedAccommodationPlace(
        "The hill",
        CLIVE,
        "bnb",
        "Grantham",
        (("Room 2", 2, ()),),
        more={**ANYBODY, "use": "ask", "night_pence": 52_00, "dependants": "unknown"},
    ),
    PlannedAccommodationPlace(
        "Beech rooms",
        CLIVE,
        "room",
        "Sleaford",
        (("Room 1", 1, ()),),
        more={**MEN, "on_site": "Officer downstairs", "phases": ("before",)},
    ),
    PlannedAccommodationPlace(
        "Hawthorn house",
        "roy.penhale",
        "safe_house",
        "",
        (("Room 1", 2, ()), ("Room 2", 1, ())),
        AVON_AND_SOMERSET,
        WOMEN,
    ),
    PlannedAccommodationPlace(
        "Dock Street flat",
        "roy.penhale",
        "flat",
        "",
        (("Flat", 3, GROUND_FLOOR_ACCESS),),
        AVON_AND_SOMERSET,
        ANYBODY,
    ),
    PlannedAccommodationPlace(
        "Severn place of safety",
        "roy.penhale",
        "place_of_safety",
        "",
        (("Bed 1", 1, ()),),
        AVON_AND_SOMERSET,
        {**ANYBODY, "state": "planned", "waits_for": "a start date"},
    ),
    PlannedAccommodationPlace(
        "Canal rooms",
        "maud.kershaw",
        "room",
        "",
        (("Room 1", 1, ()), ("Room 2", 1, ())),
        GREATER_MANCHESTER,
        MEN,
    ),
    PlannedAccommodationPlace(
        "Mill flat",
        "maud.kershaw",
        "flat",
        "",
        (("Flat", 4, GROUND_FLOOR_ACCESS),),
        GREATER_MANCHESTER,
        ANYBODY,
    ),
    PlannedAccommodationPlace(
        "Hotel by the ring road",
        "maud.kershaw",
        "hotel",
        "",
        (("Room 3", 2, ()),),
        GREATER_MANCHESTER,
        {**ANYBODY, "use": "ask", "night_pence": 61_00},
    ),
    PlannedAccommodationPlace(
        "Tŷ Helyg", "ianto.prosser", "safe_house", "", (("Ystafell 1", 2, ()),), GWENT, WOMEN
    ),
    PlannedAccommodationPlace(
        "Tŷ Onnen", "ianto.prosser", "safe_house", "", (("Ystafell 1", 1, ()),), GWENT, MEN
    ),
    PlannedAccommodationPlace(
        "Fflat y Bont", "ianto.prosser", "flat", "", (("Fflat", 3, GROUND_FLOOR_ACCESS),), GWENT, ANYBODY
    ),
    PlannedAccommodationPlace(
        "Valley host",
        "ianto.prosser",
        "host",
        "",
        (("Spare room", 1, ()),),
        GWENT,
        {**ANYBODY, "pets": "yes"},
    ),
)
GOOD_ANSWERS: Final = {
    "ground_floor": "yes",
    "staff_told": "yes",
    "no_identity_check": "yes",
    "no_card_needed": "yes",
    "not_shared": "no",
    "no_known_risk": "yes",
    "not_flagged": "yes",
    "far_enough": "yes",
    "who_checks": "Ruth rings at nine and at eleven, on the room’s phone",
}


def load_housing(cast: DemoLookups, today: date) -> None:
    """Everything, once."""
    if Zone.objects.filter(area=LINCOLNSHIRE).exists():
        return
    now = timezone.now()
    with transaction.atomic(), use_simulated_clock(now) as clock:
        clock.moment = make_london_time(get_date_days_before_today(today, 120), time(10))
        _add_zones_places_and_duty_numbers(cast, today)
        _add_agreements_and_subsistence_rates(cast, today)
        for tell in (
            _write_kwame_housing,
            _write_petra_housing,
            _write_sofia_housing,
            _write_adaeze_housing,
            _write_mirela_housing,
            _record_child_placement_calls,
        ):
            clock.moment = now
            tell(_HousingDemoContext(cast, today, clock, now))
        clock.moment = now
        _flag_place_withdraw_unit_and_add_review_action(cast, today)


def _add_zones_places_and_duty_numbers(cast: DemoLookups, today: date) -> None:
    zones = {
        name: add_zone(Zone(area_id=LINCOLNSHIRE, name=name, east=east, north=north), by=cast.actors[GARETH])
        for name, east, north in ZONES
    }
    for planned in PLACES:
        by = cast.actors[planned.by]
        place = Place(
            name=planned.name,
            kind=planned.kind,
            area_id=planned.area,
            zone=zones.get(planned.zone),
            **{"state": "open", **planned.more},
        )
        add_housing_place(place, address=f"{len(planned.name)} Invented Street, Nowhere", by=by)
        for name, beds, has in planned.units:
            lacks = () if has else ("ground_floor",)
            whole = planned.kind != "place_of_safety"
            unit = Unit(place=place, name=name, beds=beds, whole=whole, has=has, lacks=lacks)
            unit.open_from = get_date_days_before_today(today, 100)
            add_housing_unit(unit, by=by)
    for keeper in (GARETH, CLIVE):
        for what, name, phone in (
            ("children_team", "Children’s night team", "01632 960102"),
            ("council_nights", "Council housing, out of hours", "01632 960188"),
            ("police_duty", "Police duty desk", "01632 960111"),
        ):
            number = DutyNumber(area_id=LINCOLNSHIRE, what=what, name=name, phone=phone)
            save_duty_phone_number(number, by=cast.actors[keeper])


def _add_agreements_and_subsistence_rates(cast: DemoLookups, today: date) -> None:
    bodies = {body.code: body for body in Body.objects.all()}
    county = Agreement(
        name="County rooms agreement",
        provider=bodies["fenmarsh-housing"],
        first_night=get_date_days_before_today(today, 110),
        last_night=get_date_days_before_today(today, -127),
        answers=bodies["fenmarsh-housing"],
        payer=bodies["commissioner-lincolnshire"],
        pays_from="the emergency fund",
        subsistence_payer=bodies["lantern"],
        terms="Sixteen nights at a time. Keys from the night porter. No questions about status.",
        most_nights=16,
        when_refused="Council out of hours, 01632 960188; your duty lead, 01632 960141",
    )
    add_housing_agreement(county, users=("lantern", "lincolnshire-police"), by=cast.actors[GARETH])
    confirm_housing_agreement(agreement_id=county.pk, by=cast.actors[COLM])
    for whom, pence, since, source, sure in (
        (
            "adult",
            35_00,
            date(2020, 3, 24),
            "Statutory guidance under section 49, 2020",
            "confirmed",
        ),
        (
            "adult",
            39_60,
            date(2020, 7, 1),
            "Home Office newsletter, June 2020 (a reprint)",
            "secondary",
        ),
        (
            "first_child",
            39_60,
            date(2020, 7, 1),
            "Home Office newsletter, June 2020 (a reprint)",
            "secondary",
        ),
    ):
        rate = SubsistenceRate(agreement=county, whom=whom, per="week", pence=pence, since=since)
        rate.source, rate.confidence = source, sure
        add_subsistence_rate(rate, by=cast.actors[GARETH])
    add_housing_agreement(
        Agreement(
            name="Lantern’s rooms for the force",
            provider=bodies["lantern"],
            first_night=get_date_days_before_today(today, 90),
            last_night=get_date_days_before_today(today, -2),
            answers=bodies["lincolnshire-police"],
            payer=bodies["lincolnshire-police"],
            terms="Rooms that Lantern does not need itself.",
        ),
        users=("lincolnshire-police",),
        by=cast.actors[GARETH],
    )


@dataclass(slots=True)
class _HousingDemoContext:
    """One person's story: the case, and short ways to act on it at a moment."""

    cast: DemoLookups
    today: date
    clock: SettableClock
    now: datetime

    def case(self, body: str, number: int) -> Case | None:
        """The hero's case, where it was written and is open."""
        rows = Case.objects.filter(
            owner__code=body, reference__contains=f"-{number:04d}-", closed_at__isnull=True
        )
        return rows.first()

    def to(self, days: int, hour: time, case: Case) -> date:
        """Make it that hour so many days ago, or an hour after the case was opened. Returns that day's night."""
        self.clock.moment = max(
            make_london_time(get_date_days_before_today(self.today, days), hour),
            case.opened_at + timedelta(hours=1),
        )
        return get_tonight(timezone.localtime(self.clock.moment))

    def by(self, key: str) -> Actor:
        """Somebody of the cast."""
        return self.cast.actors[key]

    def stay(self, case: Case, place: str, unit: str, first: date, nights: int, by: str) -> UUID:
        """Held and confirmed at once."""
        unit_id = Unit.objects.get(place__name=place, name=unit).pk
        stay = hold_unit(case_id=case.pk, unit_id=unit_id, first_night=first, nights=nights, by=self.by(by))
        confirm_stay(case_id=case.pk, stay_id=stay, by=self.by(by), answers_for="", payer="")
        return stay


def _write_kwame_housing(t: _HousingDemoContext) -> None:
    """He said no to the NRM; the county's agreement houses him all the same."""
    if case := t.case("lantern", 400):
        first = t.to(5, time(19, 40), case)
        t.stay(case, "Maple", "Flat B", first, 12, RUTH)


def _write_petra_housing(t: _HousingDemoContext) -> None:
    """A hotel against its check, a night missing, evidence gone, then a room."""
    case = t.case("lantern", 340)
    if case is None or case.age != "adult":
        return
    first = t.to(9, time(21, 10), case)
    check = sign_suitability_check(
        case_id=case.pk,
        place_id=_get_place_id_by_name("The hill"),
        answers={**GOOD_ANSWERS, "no_known_risk": "unsure"},
        by=t.by(RUTH),
    )
    overrule_suitability_check(
        case_id=case.pk,
        check_id=check.pk,
        why="Nothing else before morning; Tom stays in the lobby",
        by=t.by(GARETH),
    )
    stay = t.stay(case, "The hill", "Room 2", first, 3, RUTH)
    t.to(8, time(9, 30), case)
    record_person_missing(
        case_id=case.pk,
        stay_id=stay,
        missing_at=t.clock.moment - timedelta(hours=1),
        told_police=True,
        words="Bed not slept in",
        by=t.by(RUTH),
    )
    record_lost_evidence(
        case_id=case.pk,
        stay_id=stay,
        words="Her phone was handed to another guest",
        told_police=True,
        by=t.by(RUTH),
    )
    t.to(8, time(16), case)
    record_person_found(
        case_id=case.pk,
        stay_id=stay,
        found_at=t.clock.moment,
        words="Rang from the bus station",
        by=t.by(RUTH),
    )
    end_stay(
        case_id=case.pk,
        stay_id=stay,
        leaving=t.clock.moment.date(),
        why=StayEndReason.NOT_SAFE,
        words="",
        by=t.by(RUTH),
    )


def _write_sofia_housing(t: _HousingDemoContext) -> None:
    """A room whose last night comes soon."""
    case = t.case("lantern", 211)
    if case and case.age == "adult":
        first = t.to(3, time(18), case)
        t.stay(case, "Hazel", "Room 2", first, 5, RUTH)


def _write_adaeze_housing(t: _HousingDemoContext) -> None:
    """9:40pm: bodies say no, a dispute names who houses them meanwhile, a check is half done."""
    case = t.case("lincolnshire-police", 429)
    if case is None:
        return
    by = t.by(SAM)
    boston = Zone.objects.get(name="Boston").pk
    needed = PlaceRequirements(
        case=case, beds=2, children=1, pets=YesNoOrNotAsked.NO, access=["ground_floor"]
    )
    feared = "The packing house, and her cousin’s street"
    save_place_requirements(needed, risks=(boston,), risk_words=feared, seen=0, by=by)
    record_housing_refusal(
        case_id=case.pk,
        body="fenmarsh-housing",
        body_words="",
        why=HousingRefusalReason.NO_RECOURSE,
        words="Not us, no recourse to public funds",
        said_by="The night officer",
        at=t.clock.moment - timedelta(minutes=40),
        by=by,
    )
    open_housing_duty_dispute(
        case_id=case.pk,
        disputed=HousingDutyDisputeInput(
            "fenmarsh-housing",
            "lincolnshire-police",
            "lincolnshire-police",
            "commissioner-lincolnshire",
            "not us, no recourse to public funds",
            "the council, as a homelessness duty",
            "The emergency fund",
            "County protocol, paragraph 4: the body that found them houses them until noon next working day",
        ),
        by=by,
    )
    half = {
        code: answer for code, answer in GOOD_ANSWERS.items() if code not in ("who_checks", "not_flagged")
    }
    save_suitability_check_draft(
        case_id=case.pk, place_id=_get_place_id_by_name("Hotel C"), answers=half, by=by
    )


def _write_mirela_housing(t: _HousingDemoContext) -> None:
    """A flat that she said no to last week, and one that is held for her now."""
    case = t.case("lantern", 417)
    if case is None:
        return
    first = t.to(6, time(20), case)
    other = hold_unit(
        case_id=case.pk, unit_id=_get_unit_id("Willow", "Room 1"), first_night=first, nights=1, by=t.by(RUTH)
    )
    decline_stay(case_id=case.pk, stay_id=other, reason="Too near the market", by=t.by(RUTH))
    t.clock.moment = t.clock.moment + timedelta(minutes=20)
    record_night_without_suitable_place(
        case_id=case.pk, missing=["too_near", "no_room"], words="", slept="With a friend", by=t.by(RUTH)
    )
    t.clock.moment = t.now
    hold_unit(
        case_id=case.pk,
        unit_id=_get_unit_id("Rowan", "Flat 1"),
        first_night=get_tonight(timezone.localtime()),
        nights=1,
        by=t.by(RUTH),
    )


def _record_child_placement_calls(t: _HousingDemoContext) -> None:
    """The newest child of the county, or somebody who may be one: the time runs until they are placed."""
    rows = Case.objects.filter(owner__code__in=("lantern", "lincolnshire-police"), closed_at__isnull=True)
    case = rows.exclude(age="adult").select_related("point_of_contact__body").order_by("-opened_at").first()
    if case is None:
        return
    for minutes, sort, said in (
        (70, ChildPlacementStepKind.NO_ANSWER, "Rang out twice"),
        (35, ChildPlacementStepKind.RANG, "A social worker rings back within the hour"),
    ):
        t.clock.moment = max(t.now - timedelta(minutes=minutes), case.opened_at)
        record_child_placement_step(case_id=case.pk, sort=sort, words=said, by=case.point_of_contact.actor)


def _flag_place_withdraw_unit_and_add_review_action(cast: DemoLookups, today: date) -> None:
    """A hotel that nobody should use, a unit taken back, and what a lead plans."""
    flag_place_as_do_not_use(
        place_id=_get_place_id_by_name("Hotel A"),
        words="Seen twice with one of the exploiters’ cars outside",
        by=cast.actors[CLIVE],
    )
    withdraw_unit(
        unit_id=_get_unit_id("Maple", "Flat A"),
        from_night=today,
        why="No heating until Friday",
        by=cast.actors[COLM],
    )
    _add_actions_on_place_review_gaps(cast, today)


def _add_actions_on_place_review_gaps(cast: DemoLookups, today: date) -> None:
    """The council is to do one, which stands in the commissioner's plan; a lead's own waits to be taken in."""
    council, lead, office = cast.actors[COLM], cast.actors[GARETH], cast.actors[JOAN]
    rooms = add_follow_up_action_on_reviewed_gap(
        ReviewedGap(gap="unsuitable", need="place", phase="before", district_id=council.body_id),
        FollowUp(
            what="Keep two rooms available after 10pm",
            owner_id=council.body_id,
            person="Housing manager",
            due_on=get_date_days_before_today(today, -10),
        ),
        by=lead,
    )
    words = "The panel looks at it this month; the rooms are chosen."
    report_progress_on_gap_action(
        FollowUpUpdate(about_id=rooms.follow_up_id, state="open", words=words), seen=1, by=council
    )
    plan = ImprovementPlan.objects.filter(body=office.body_id, state="open").first()
    is_shared = FollowUp.objects.filter(pk=rooms.follow_up_id, shared_with=office.body_id).exists()
    if plan and is_shared:  # what is found once commissioners have ended is shared with whoever follows them
        add_place_review_action_to_improvement_plan(plan.pk, rooms.follow_up_id, by=office)
    add_follow_up_action_on_reviewed_gap(
        ReviewedGap(gap="no_payer", need="place", phase="outside"),
        FollowUp(
            what="Agree who pays for a bed when someone says no to the NRM",
            owner_id=lead.body_id,
            person="Duty lead",
            due_on=get_date_days_before_today(today, -24),
        ),
        by=lead,
    )


def _get_place_id_by_name(name: str) -> UUID:
    return Unit.objects.values_list("place_id", flat=True).filter(place__name=name)[0]


def _get_unit_id(place: str, name: str) -> UUID:
    return Unit.objects.get(place__name=place, name=name).pk
