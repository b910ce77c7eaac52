"""Places of Lincolnshire and three other areas, agreements on them, and what was held, disputed and overruled there."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.casework.case.models import Case
from handrail.casework.case.states import YesNo
from handrail.demo.bodies import AVON_AND_SOMERSET, GREATER_MANCHESTER, GWENT, LINCOLNSHIRE
from handrail.demo.clock import Clock, set_clock
from handrail.demo.days import ago
from handrail.demo.writing import Cast
from handrail.directory.housing.actions.agreements import Terms, add_agreement, add_rate, confirm_agreement
from handrail.directory.housing.actions.around import add_zone, keep_number
from handrail.directory.housing.actions.places import add_place, flag_place
from handrail.directory.housing.actions.units import add_unit, withdraw_unit
from handrail.directory.housing.details import PlaceDetails
from handrail.directory.housing.models import Unit, Zone
from handrail.directory.housing.nights import tonight
from handrail.kernel.dates import at
from handrail.provision.places.actions.brief import Needed, say_brief
from handrail.provision.places.actions.checks import overrule, save_draft, sign
from handrail.provision.places.actions.children import mark
from handrail.provision.places.actions.during import record_found, record_lost_evidence, record_missing
from handrail.provision.places.actions.duty import Disputed, nothing_fits, open_dispute, record_refusal
from handrail.provision.places.actions.hold import hold
from handrail.provision.places.actions.review import add_action
from handrail.provision.places.actions.stays import confirm, end, said_no
from handrail.provision.places.states import ChildCallSort, EndedWhy, RefusedWhy

COLM, GARETH, CLIVE, RUTH, SAM = (
    "colm.farrow",
    "gareth.pell",
    "clive.saunders",
    "ruth.adeyemi",
    "sam.whitlock",
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
ANY: Final = {"mix": "any", "dependants": "yes", "pets": "no", "public_funds": "not_needed"}
WOMEN: Final = {**ANY, "mix": "women"}
MEN: Final = {**ANY, "mix": "men", "dependants": "no"}


@dataclass(frozen=True, slots=True)
class Planned:
    """One place, who keeps it, and its units: name, bed spaces, what they have."""

    name: str
    by: str
    kind: str
    zone: str
    units: tuple[tuple[str, int, tuple[str, ...]], ...]
    area: str = LINCOLNSHIRE
    more: dict[str, Any] = field(default_factory=dict)


DOWN: Final = ("ground_floor", "step_free")
PLACES: Final = (
    Planned(
        "Rowan",
        COLM,
        "council_room",
        "Lincoln",
        (("Flat 1", 2, DOWN), ("Flat 2", 3, DOWN), ("Flat 3", 2, ())),
        more={**ANY, "on_site": "Worker on site to 11pm", "phone": "01632 960127"},
    ),
    Planned("Hazel", COLM, "council_room", "Sleaford", (("Room 1", 1, ()), ("Room 2", 1, DOWN)), more=ANY),
    Planned("Willow", COLM, "council_room", "Boston", (("Room 1", 2, DOWN),), more=ANY),
    Planned(
        "Maple",
        COLM,
        "flat",
        "Grantham",
        (("Flat A", 4, DOWN), ("Flat B", 4, ())),
        more={**ANY, "pets": "yes"},
    ),
    Planned(
        "Old Station rooms",
        COLM,
        "council_room",
        "Louth",
        (("Room 1", 1, ()),),
        more={**ANY, "state": "planned", "waits_for": "money for furniture"},
    ),
    Planned(
        "Alder",
        GARETH,
        "room",
        "Gainsborough",
        (("Room 4", 1, DOWN), ("Room 5", 2, DOWN)),
        more={
            **WOMEN,
            "use": "ask",
            "night_pence": 38_00,
            "public_funds": "unknown",
            "phone": "01632 960141",
        },
    ),
    Planned(
        "Rowan place of safety",
        GARETH,
        "place_of_safety",
        "Lincoln",
        (("Bed 1", 1, DOWN), ("Bed 2", 1, DOWN), ("Bed 3", 1, ())),
        more={**ANY, "phases": ("before", "outside"), "on_site": "Worker on site all night"},
    ),
    Planned(
        "Alder house", GARETH, "safe_house", "Stamford", (("Room 1", 2, DOWN), ("Room 2", 1, ())), more=WOMEN
    ),
    Planned(
        "Birch house", GARETH, "safe_house", "Spalding", (("Room 1", 1, ()), ("Room 2", 1, ())), more=MEN
    ),
    Planned(
        "Host in a village",
        GARETH,
        "host",
        "Louth",
        (("Spare room", 1, ()),),
        more={**WOMEN, "dependants": "no", "pets": "yes"},
    ),
    Planned("Larch", GARETH, "flat", "Lincoln", (("Flat 1", 2, ()),), more={**ANY, "public_funds": "needed"}),
    Planned(
        "Hotel A",
        CLIVE,
        "hotel",
        "Boston",
        (("Room 7", 2, ()),),
        more={**ANY, "use": "ask", "night_pence": 59_00},
    ),
    Planned(
        "Hotel C",
        CLIVE,
        "hotel",
        "Lincoln",
        (("Room 12", 2, DOWN), ("Room 14", 2, DOWN)),
        more={**ANY, "use": "ask", "night_pence": 64_00},
    ),
    Planned(
        "B&B on the hill",
        CLIVE,
        "bnb",
        "Grantham",
        (("Room 2", 2, ()),),
        more={**ANY, "use": "ask", "night_pence": 52_00, "dependants": "unknown"},
    ),
    Planned(
        "Section rooms",
        CLIVE,
        "room",
        "Sleaford",
        (("Room 1", 1, ()),),
        more={**MEN, "on_site": "Officer downstairs", "phases": ("before",)},
    ),
    Planned(
        "Hawthorn house",
        "roy.penhale",
        "safe_house",
        "",
        (("Room 1", 2, ()), ("Room 2", 1, ())),
        AVON_AND_SOMERSET,
        WOMEN,
    ),
    Planned("Dock Street flat", "roy.penhale", "flat", "", (("Flat", 3, DOWN),), AVON_AND_SOMERSET, ANY),
    Planned(
        "Severn place of safety",
        "roy.penhale",
        "place_of_safety",
        "",
        (("Bed 1", 1, ()),),
        AVON_AND_SOMERSET,
        {**ANY, "state": "planned", "waits_for": "a start date"},
    ),
    Planned(
        "Canal rooms",
        "maud.kershaw",
        "room",
        "",
        (("Room 1", 1, ()), ("Room 2", 1, ())),
        GREATER_MANCHESTER,
        MEN,
    ),
    Planned("Mill flat", "maud.kershaw", "flat", "", (("Flat", 4, DOWN),), GREATER_MANCHESTER, ANY),
    Planned(
        "Hotel by the ring road",
        "maud.kershaw",
        "hotel",
        "",
        (("Room 3", 2, ()),),
        GREATER_MANCHESTER,
        {**ANY, "use": "ask", "night_pence": 61_00},
    ),
    Planned("Tŷ Helyg", "ianto.prosser", "safe_house", "", (("Ystafell 1", 2, ()),), GWENT, WOMEN),
    Planned("Tŷ Onnen", "ianto.prosser", "safe_house", "", (("Ystafell 1", 1, ()),), GWENT, MEN),
    Planned("Fflat y Bont", "ianto.prosser", "flat", "", (("Fflat", 3, DOWN),), GWENT, ANY),
    Planned(
        "Valley host", "ianto.prosser", "host", "", (("Spare room", 1, ()),), GWENT, {**ANY, "pets": "yes"}
    ),
)
GOOD: Final = {
    "ground_floor": "yes",
    "staff_told": "yes",
    "identity_asked": "no",
    "card_asked": "no",
    "mixed_use": "yes",
    "known_risk": "no",
    "flagged": "no",
    "far_enough": "yes",
    "who_checks": "Ruth rings at nine and at eleven, on the room’s phone",
}


def write(cast: Cast, today: date) -> None:
    """Everything, once."""
    if Zone.objects.filter(area=LINCOLNSHIRE).exists():
        return
    now = timezone.now()
    with transaction.atomic(), set_clock(now) as clock:
        clock.moment = at(ago(today, 120), time(10))
        _describe(cast, today)
        _agree(cast, today)
        for tell in (_kwame, _petra, _sofia, _adaeze, _mirela, _child):
            clock.moment = now
            tell(_Told(cast, today, clock, now))
        clock.moment = now
        _warn(cast, today)


def _describe(cast: Cast, today: date) -> None:
    zones = {
        name: add_zone(area=LINCOLNSHIRE, name=name, east=east, north=north, by=cast.actors[GARETH])
        for name, east, north in ZONES
    }
    for planned in PLACES:
        by = cast.actors[planned.by]
        details = PlaceDetails(
            planned.name,
            planned.kind,
            planned.area,
            zone_id=zones.get(planned.zone),
            address=f"{len(planned.name)} Invented Street, Nowhere",
            **planned.more,
        )
        place_id = add_place(details=details, by=by)
        for name, beds, has in planned.units:
            lacks = () if has else ("ground_floor",)
            whole = planned.kind != "place_of_safety"
            add_unit(
                place_id=place_id,
                name=name,
                beds=beds,
                whole=whole,
                has=has,
                lacks=lacks,
                note="",
                open_from=ago(today, 100),
                by=by,
            )
    for keeper in (GARETH, CLIVE):
        for what, name, phone in (
            ("children_team", "Children’s night team", "01632 960102"),
            ("council_nights", "Council housing, out of hours", "01632 960188"),
            ("police_duty", "Police duty desk", "01632 960111"),
        ):
            keep_number(area=LINCOLNSHIRE, what=what, name=name, phone=phone, by=cast.actors[keeper])


def _agree(cast: Cast, today: date) -> None:
    county = Terms(
        "County rooms agreement",
        "fenmarsh-housing",
        ("lantern", "lincolnshire-police"),
        ago(today, 110),
        ago(today, -127),
        answers="fenmarsh-housing",
        payer="commissioner-lincolnshire",
        pays_from="The emergency fund",
        subsistence_payer="lantern",
        terms="Sixteen nights at a time. Keys from the night porter. No questions about status.",
        most_nights=16,
        when_refused="Council out of hours, 01632 960188; your duty lead, 01632 960141",
    )
    made = add_agreement(terms=county, by=cast.actors[GARETH])
    confirm_agreement(agreement_id=made, by=cast.actors[COLM])
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
            "Newsletter of the Home Office, June 2020, as reprinted",
            "secondary",
        ),
        (
            "first_child",
            39_60,
            date(2020, 7, 1),
            "Newsletter of the Home Office, June 2020, as reprinted",
            "secondary",
        ),
    ):
        add_rate(
            agreement_id=made,
            whom=whom,
            per="week",
            pence=pence,
            since=since,
            source=source,
            confidence=sure,
            by=cast.actors[GARETH],
        )
    add_agreement(
        terms=Terms(
            "Lantern’s rooms for the force",
            "lantern",
            ("lincolnshire-police",),
            ago(today, 90),
            ago(today, -2),
            answers="lincolnshire-police",
            payer="lincolnshire-police",
            terms="Rooms that Lantern does not need itself.",
        ),
        by=cast.actors[GARETH],
    )


@dataclass(slots=True)
class _Told:
    """One person's story: the case, and short ways to act on it at a moment."""

    cast: Cast
    today: date
    clock: Clock
    now: datetime

    def case(self, body: str, number: int) -> Case | None:
        """The hero's case, where it was written and is open."""
        rows = Case.objects.filter(
            owner__code=body, reference__endswith=f"-{number:04d}", closed_at__isnull=True
        )
        return rows.first()

    def to(self, days: int, hour: time, case: Case) -> date:
        """Make it that hour so many days ago, or an hour after the case was opened. Returns that day's night."""
        self.clock.moment = max(at(ago(self.today, days), hour), case.opened_at + timedelta(hours=1))
        return tonight(timezone.localtime(self.clock.moment))

    def by(self, key: str) -> Actor:
        """Somebody of the cast."""
        return self.cast.actors[key]

    def stay(self, case: Case, place: str, unit: str, first: date, nights: int, by: str) -> UUID:
        """Held and confirmed at once."""
        unit_id = Unit.objects.get(place__name=place, name=unit).pk
        stay = hold(case_id=case.pk, unit_id=unit_id, first_night=first, nights=nights, by=self.by(by))
        confirm(case_id=case.pk, stay_id=stay, by=self.by(by), answers_for="", payer="")
        return stay


def _kwame(t: _Told) -> None:
    """He said no to the NRM; the county's agreement houses him all the same."""
    if case := t.case("lantern", 400):
        first = t.to(5, time(19, 40), case)
        t.stay(case, "Maple", "Flat B", first, 12, RUTH)


def _petra(t: _Told) -> None:
    """A hotel against its check, a night missing, evidence gone, then a room."""
    case = t.case("lantern", 340)
    if case is None or case.age != "adult":
        return
    first = t.to(9, time(21, 10), case)
    check = sign(
        case_id=case.pk,
        place_id=_place("B&B on the hill"),
        answers={**GOOD, "known_risk": "unsure"},
        by=t.by(RUTH),
    )
    overrule(
        case_id=case.pk,
        check_id=check.pk,
        why="Nothing else before morning; Tom stays in the lobby",
        by=t.by(GARETH),
    )
    stay = t.stay(case, "B&B on the hill", "Room 2", first, 3, RUTH)
    t.to(8, time(9, 30), case)
    record_missing(
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
    record_found(
        case_id=case.pk,
        stay_id=stay,
        found_at=t.clock.moment,
        words="Rang from the bus station",
        by=t.by(RUTH),
    )
    end(
        case_id=case.pk,
        stay_id=stay,
        leaving=t.clock.moment.date(),
        why=EndedWhy.NOT_SAFE,
        words="",
        by=t.by(RUTH),
    )


def _sofia(t: _Told) -> None:
    """A room whose last night comes soon."""
    case = t.case("lantern", 211)
    if case and case.age == "adult":
        first = t.to(3, time(18), case)
        t.stay(case, "Hazel", "Room 2", first, 5, RUTH)


def _adaeze(t: _Told) -> None:
    """9:40pm: bodies say no, a dispute names who houses them meanwhile, a check is half done."""
    case = t.case("lincolnshire-police", 429)
    if case is None:
        return
    by = t.by(SAM)
    boston = Zone.objects.get(name="Boston").pk
    needed = Needed(
        2, 1, YesNo.NO, ("ground_floor",), (boston,), "The packing house, and her cousin’s street"
    )
    say_brief(case_id=case.pk, needed=needed, seen_version=0, by=by)
    record_refusal(
        case_id=case.pk,
        body="fenmarsh-housing",
        body_words="",
        why=RefusedWhy.NO_RECOURSE,
        words="Not us, no recourse to public funds",
        said_by="The night officer",
        at=t.clock.moment - timedelta(minutes=40),
        by=by,
    )
    open_dispute(
        case_id=case.pk,
        disputed=Disputed(
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
    half = {code: answer for code, answer in GOOD.items() if code not in ("who_checks", "flagged")}
    save_draft(case_id=case.pk, place_id=_place("Hotel C"), answers=half, by=by)


def _mirela(t: _Told) -> None:
    """A flat that she said no to last week, and one that is held for her now."""
    case = t.case("lantern", 417)
    if case is None:
        return
    first = t.to(6, time(20), case)
    other = hold(
        case_id=case.pk, unit_id=_unit("Willow", "Room 1"), first_night=first, nights=1, by=t.by(RUTH)
    )
    said_no(case_id=case.pk, stay_id=other, reason="Too near the market", by=t.by(RUTH))
    t.clock.moment = t.clock.moment + timedelta(minutes=20)
    nothing_fits(
        case_id=case.pk, missing=["too_near", "no_room"], words="", slept="With a friend", by=t.by(RUTH)
    )
    t.clock.moment = t.now
    hold(
        case_id=case.pk,
        unit_id=_unit("Rowan", "Flat 1"),
        first_night=tonight(timezone.localtime()),
        nights=1,
        by=t.by(RUTH),
    )


def _child(t: _Told) -> None:
    """The newest child of the county, or somebody who may be one: the time runs until they are placed."""
    rows = Case.objects.filter(owner__code__in=("lantern", "lincolnshire-police"), closed_at__isnull=True)
    case = rows.exclude(age="adult").select_related("point_of_contact__body").order_by("-opened_at").first()
    if case is None:
        return
    for minutes, sort, said in (
        (70, ChildCallSort.NO_ANSWER, "Rang out twice"),
        (35, ChildCallSort.RANG, "A social worker rings back within the hour"),
    ):
        t.clock.moment = max(t.now - timedelta(minutes=minutes), case.opened_at)
        mark(case_id=case.pk, sort=sort, words=said, by=case.point_of_contact.actor)


def _warn(cast: Cast, today: date) -> None:
    """A hotel that nobody should use, a unit taken back, and what a lead plans."""
    flag_place(
        place_id=_place("Hotel A"),
        words="Seen twice with one of the exploiters’ cars outside",
        by=cast.actors[CLIVE],
    )
    withdraw_unit(
        unit_id=_unit("Maple", "Flat A"),
        from_night=today,
        why="No heating until Friday",
        by=cast.actors[COLM],
    )
    add_action(
        gap="unsuitable",
        words="Ask the council for two rooms that can be had after ten",
        who="Gareth Pell",
        by_day=ago(today, -10),
        by=cast.actors[GARETH],
    )


def _place(name: str) -> UUID:
    return Unit.objects.values_list("place_id", flat=True).filter(place__name=name)[0]


def _unit(place: str, name: str) -> UUID:
    return Unit.objects.get(place__name=place, name=name).pk
