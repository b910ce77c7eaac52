"""From a hold to a stay and to its end: confirmed, said no to, let go, extended, ended, moved."""

import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from handrail.access.actor import Actor
from handrail.access.kinds import Kind
from handrail.access.roles import Permission
from handrail.access.sight import Sight
from handrail.audit.actions import record
from handrail.casework.case.models import Case, Need, Offer
from handrail.casework.case.sealing import box_to_write, boxes, seal
from handrail.casework.case.states import OfferAnswer
from handrail.casework.events.actions.events import Happening, record_event
from handrail.casework.events.actions.moving import note_move
from handrail.casework.offers.actions import plan
from handrail.directory.housing import nights as run_of
from handrail.kernel import dates
from handrail.kernel.refusals import NotNow
from handrail.kernel.saying import counted, say
from handrail.provision.places.actions.hold import check_for, is_to_be_had, lock_unit, overruled, take
from handrail.provision.places.finding import unit_title, wanted_for
from handrail.provision.places.holding import CHECK_DAYS, MOST_NIGHTS, live_nights
from handrail.provision.places.models import Dispute, Stay, StayNight
from handrail.provision.places.permissions import adults_only, enter_place, still_open
from handrail.provision.places.states import EndedWhy, LetGoWhy, Standing, StayState
from handrail.reference.models import Body

SAFETY = "place_of_safety"
LONGEST_STAY = 366
TO_STAY = datetime.timedelta(days=CHECK_DAYS)


@transaction.atomic
def confirm(
    *, case_id: UUID, stay_id: UUID, by: Actor, answers_for: str = "", payer: str = "", pays_from: str = ""
) -> None:
    """The person said yes: the hold becomes a stay, and an offer that was accepted.

    Who answers for housing them and who pays comes from an open dispute or the agreement; else from the codes given,
    and without any it is written down as not confirmed, which stops nothing.
    """
    case, sight, stay = _enter(case_id, stay_id, by)
    adults_only(case)
    _still_held(stay)
    agreement = still_open(stay, sight, stay.first_night, by)
    is_to_be_had(stay.unit, _nights_of(stay), agreement)
    stay.state, stay.confirmed_at, stay.confirmed_by_id = StayState.CONFIRMED, timezone.now(), by.user_id
    _say_who_answers(stay, answers_for, payer, pays_from)
    stay.offer = _offered(stay, OfferAnswer.ACCEPTED, "", by)
    _leave_the_others(stay, by)
    _save(stay)
    _tell_the_pathway(stay, sight, "place_of_safety_entered", stay.first_night, by)
    record(who=by.who, verb="confirmed a place", about=case.pk, why=unit_title(stay.unit))


@transaction.atomic
def said_no(*, case_id: UUID, stay_id: UUID, reason: str, by: Actor) -> None:
    """The person said no to the place: an offer that was declined, and the bed is free again."""
    case, _, stay = _enter(case_id, stay_id, by)
    _still_held(stay)
    stay.offer = _offered(stay, OfferAnswer.DECLINED, reason, by)
    _free(stay, LetGoWhy.SAID_NO)
    record(who=by.who, verb="recorded a no to a place", about=case.pk, why=unit_title(stay.unit))


@transaction.atomic
def let_go(*, case_id: UUID, stay_id: UUID, by: Actor, why: LetGoWhy = LetGoWhy.NOT_NEEDED) -> None:
    """The hold is not needed: the bed is free again at once."""
    case, _, stay = _enter(case_id, stay_id, by)
    if stay.state != StayState.HELD:
        raise NotNow("That place is not held any more.")
    _free(stay, LetGoWhy(why))
    record(who=by.who, verb="let a place go", about=case.pk, why=unit_title(stay.unit))


@transaction.atomic
def extend(*, case_id: UUID, stay_id: UUID, nights: int, by: Actor) -> None:
    """So many more nights after the last. Raises Taken, or NotNow with the night at which it must end.

    What let them in is asked once more: the agreement, or that anybody may ring; and of a hotel its check.
    """
    case, sight, stay = _enter(case_id, stay_id, by)
    adults_only(case)
    _is_theirs(stay)
    if not 1 <= nights <= MOST_NIGHTS:
        raise NotNow(say("Choose from 1 to {most_nights} more nights.", most_nights=MOST_NIGHTS))
    if run_of.count(stay.first_night, stay.last_night) + nights > LONGEST_STAY:
        raise NotNow("A stay of more than a year is a home: end this one and record where they live.")
    if stay.last_night < run_of.tonight(timezone.localtime()) - run_of.ONE:
        raise NotNow("That stay is over. Find a place again.")
    more = run_of.run(stay.last_night + run_of.ONE, nights)
    agreement = still_open(stay, sight, more[0], by)
    is_to_be_had(stay.unit, more, agreement)
    if agreement and agreement.most_nights is not None:
        _within(agreement.most_nights, run_of.count(stay.first_night, more[-1]), agreement.name)
    _nowhere_else(stay, more)
    _checked_lately(stay, more[0])
    wanted = wanted_for(case, boxes([case.pk]).get(case.pk), phase=Kind.PATHWAY in sight.kinds, safety=False)
    stay.last_night, stay.version = more[-1], stay.version + 1
    take(stay, stay.unit, more, wanted, by, new=False)
    record(who=by.who, verb="extended a stay", about=case.pk, why=f"{nights} nights more")


@transaction.atomic
def end(
    *, case_id: UUID, stay_id: UUID, leaving: datetime.date, why: EndedWhy, words: str, by: Actor
) -> None:
    """They leave on that day: nights after it are free again, what came of the offer is written down.

    Leaving is a move, as coming was: the safety plan is due for another look.
    """
    case, sight, stay = _enter(case_id, stay_id, by)
    _is_theirs(stay)
    if leaving < stay.first_night:
        raise NotNow(
            say(
                "They cannot leave before the stay began, on {first_night}.",
                first_night=dates.in_words(stay.first_night),
            )
        )
    if leaving > run_of.leaving(stay.last_night):
        raise NotNow(
            say(
                "The last night is {last_night}. Extend the stay first, or choose an earlier day.",
                last_night=dates.in_words(stay.last_night),
            )
        )
    _end(stay, leaving, EndedWhy(why), by)
    seal(box_to_write(case.pk), stay, end_words=words)
    _save(stay)
    _tell_the_pathway(stay, sight, "place_of_safety_left", min(leaving, timezone.localdate()), by)
    note_move(case=case, by=by)
    record(who=by.who, verb="ended a stay", about=case.pk, why=EndedWhy(why).label)


def _enter(case_id: UUID, stay_id: UUID, by: Actor) -> tuple[Case, Sight, Stay]:
    """The case, then the unit, then the stay, each locked: always in this order."""
    case, sight = enter_place(case_id, by)
    unit_id = Stay.objects.filter(case=case, pk=stay_id).values_list("unit_id", flat=True).first()
    if unit_id is None:
        raise NotNow("That stay is not on this case.")
    unit = lock_unit(unit_id)
    stay = Stay.objects.select_for_update(of=("self",)).get(pk=stay_id)
    stay.unit, stay.case = unit, case
    if not sight.inside and unit.place.provider_id != by.body_id:
        raise NotNow("That stay is not in a place of your organisation.")
    return case, sight, stay


def _still_held(stay: Stay) -> None:
    title = unit_title(stay.unit)
    if stay.state != StayState.HELD:
        raise NotNow(
            say(
                "{title} is not held any more: {state}.",
                title=title,
                state=StayState(stay.state).label.lower(),
            )
        )
    if stay.held_until <= timezone.now():
        ran_out = dates.clock_time(dates.london(stay.held_until))
        raise NotNow(
            say(
                "The hold of {title} ran out at {ran_out}. Hold it again, if it is still free.",
                title=title,
                ran_out=ran_out,
            )
        )


def _is_theirs(stay: Stay) -> None:
    if stay.state != StayState.CONFIRMED:
        raise NotNow(
            say("That stay is {state}, so this cannot be done.", state=StayState(stay.state).label.lower())
        )


def _within(most: int, asked: int, name: str) -> None:
    if asked > most:
        raise NotNow(
            say(
                "The agreement “{name}” allows {most} nights at most: that would be {asked}.",
                name=name,
                most=most,
                asked=asked,
            )
        )


def _nights_of(stay: Stay) -> tuple[datetime.date, ...]:
    return run_of.run(stay.first_night, run_of.count(stay.first_night, stay.last_night))


def _say_who_answers(stay: Stay, answers_for: str, payer: str, pays_from: str) -> None:
    dispute = Dispute.objects.filter(case=stay.case, settled_at__isnull=True).first()
    if dispute is not None:
        stay.standing, stay.answers_for_id, stay.payer_id = (
            Standing.DISPUTED,
            dispute.tonight_id,
            dispute.payer_id,
        )
        stay.pays_from, stay.rule = dispute.pays_from, dispute.rule
        return
    agreement = stay.agreement
    if agreement is not None:
        stay.standing, stay.answers_for_id = Standing.AGREED, agreement.answers_id
        stay.payer_id, stay.pays_from = agreement.payer_id, agreement.pays_from
        stay.rule = agreement.name
        return
    bodies = Body.objects.in_bulk([code for code in (answers_for, payer) if code], field_name="code")
    stay.standing = Standing.UNCONFIRMED
    stay.answers_for, stay.payer = bodies.get(answers_for), bodies.get(payer)
    stay.pays_from = pays_from.strip()


def _offered(stay: Stay, answer: OfferAnswer, reason: str, by: Actor) -> Offer:
    """The stay as an offer against the person's need for a place, answered."""
    need = place_need(stay.case, by)
    today = timezone.localdate()
    offer = plan.make_offer(
        case_id=stay.case_id, need_id=need.pk, service_id=stay.unit.place.service_id, on=today, by=by
    )
    plan.answer_offer(
        case_id=stay.case_id,
        offer_id=offer.pk,
        answer=answer,
        on=today,
        reason=reason,
        seen_version=offer.version,
        by=by,
    )
    return offer


def place_need(case: Case, by: Actor) -> Need:
    """The person's need for a place: the newest that is not met, made where nobody has written it down."""
    need = Need.objects.filter(case=case, kind=plan.PLACE, met_on__isnull=True).order_by("-id").first()
    if need is not None:
        return need
    need = Need.objects.create(
        case=case, kind=plan.PLACE, opened_on=timezone.localdate(), opened_by_id=by.user_id
    )
    record(who=by.who, verb="recorded a need", about=case.pk, why="A safe place to stay")
    return need


def _leave_the_others(stay: Stay, by: Actor) -> None:
    """A move: each place that they have on one of its nights is theirs to the night before, and free after it.

    The case is locked, so nobody gives them another meanwhile: one person never has two beds for one night.
    """
    for before in Stay.objects.select_for_update(of=("self",)).filter(pk__in=_others(stay)):
        leaving = max(stay.first_night, before.first_night)
        if before.state == StayState.CONFIRMED:
            _end(before, leaving, EndedWhy.OTHER_PLACE, by)
        else:  # it ends later than this one begins: the days and the reason that were written down stay
            _give_back(before, leaving)
            _say_what_came_of_it(before, by)
        _save(before)


def _others(stay: Stay) -> QuerySet[StayNight, UUID]:
    """Stays of the person, ended or not, with a night that is this one's too."""
    nights = StayNight.objects.filter(night__gte=stay.first_night, night__lte=stay.last_night)
    theirs = nights.filter(stay__case=stay.case_id, stay__state__in=(StayState.CONFIRMED, StayState.ENDED))
    return theirs.exclude(stay=stay.pk).values_list("stay", flat=True)


def _nowhere_else(stay: Stay, nights: tuple[datetime.date, ...]) -> None:
    rows = live_nights(timezone.now()).filter(stay__case=stay.case_id, night__in=nights)
    other = rows.exclude(stay=stay.pk).select_related("stay__unit__place").order_by("night").first()
    if other is not None:
        raise NotNow(
            say(
                "{unit_title} is kept for them from the night of {night}. Choose fewer nights, or "
                "let it go first.",
                unit_title=unit_title(other.stay.unit),
                night=dates.in_words(other.night),
            )
        )


def _checked_lately(stay: Stay, night: datetime.date) -> None:
    """A hotel is not stayed at on a check that is a week old."""
    check = check_for(stay.case, stay.unit, TO_STAY)
    if check is None:
        return
    stay.check_signed = check
    if stay.unsuitable_from is None:
        for name, value in overruled(check, night).items():
            setattr(stay, name, value)


def _give_back(stay: Stay, leaving: datetime.date) -> None:
    StayNight.objects.filter(stay=stay, night__gte=leaving).delete()
    stay.last_night = max(stay.first_night, leaving - run_of.ONE)


def _end(stay: Stay, leaving: datetime.date, why: EndedWhy, by: Actor) -> None:
    _give_back(stay, leaving)
    stay.state, stay.ended_at, stay.ended_by_id, stay.ended_why = (
        StayState.ENDED,
        timezone.now(),
        by.user_id,
        why,
    )
    _say_what_came_of_it(stay, by)


def _say_what_came_of_it(stay: Stay, by: Actor) -> None:
    count = StayNight.objects.filter(stay=stay).values("night").distinct().count()
    cost = None if stay.night_pence is None else stay.night_pence * count
    assert stay.offer_id is not None, "the database keeps no stay without one"
    offer = Offer.objects.get(pk=stay.offer_id)
    plan.record_result(
        case_id=stay.case_id,
        offer_id=offer.pk,
        result=say(
            "Stayed {nights}. {ended_why}.",
            nights=counted(count, "night"),
            ended_why=EndedWhy(stay.ended_why).label,
        ),
        cost_pence=cost if cost is None or cost <= plan.MOST_PENCE else None,
        seen_version=offer.version,
        by=by,
    )


def _free(stay: Stay, why: LetGoWhy) -> None:
    StayNight.objects.filter(stay=stay).delete()
    stay.state, stay.let_go_why = StayState.LET_GO, why
    _save(stay)


def _save(stay: Stay) -> None:
    stay.version += 1
    stay.save()


def _tell_the_pathway(stay: Stay, sight: Sight, event: str, on: datetime.date, by: Actor) -> None:
    """A place of safety starts and ends a clock. Who may not write on the pathway leaves it to those who may."""
    tells = stay.place_kind == SAFETY and sight.may(Permission.RECORD) and Kind.PATHWAY in sight.kinds
    if tells and on <= timezone.localdate():
        record_event(case_id=stay.case_id, happening=Happening(event, on), by=by)
