"""Posts, the register, the rota and trainings: what is kept, who may, and what is refused."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from handrail.directory.practitioners.actions.availability import add_availability, remove_availability
from handrail.directory.practitioners.actions.register import add_practitioner, change_practitioner_post
from handrail.directory.practitioners.actions.settings import add_dated_deployment_settings
from handrail.directory.practitioners.actions.trainings import (
    add_training_of_practitioner,
    record_training_attendance,
)
from handrail.directory.practitioners.models import (
    AvailabilityPeriod,
    DeploymentSettings,
    Post,
    Practitioner,
    PractitionerTraining,
)
from handrail.directory.practitioners.queries.register import (
    PractitionerFilter,
    get_own_practitioner,
    list_lapsing_certificates,
    select_practitioners,
)
from handrail.directory.practitioners.queries.settings import get_deployment_settings
from handrail.people.deployment.queries.candidates import (
    fetch_candidate_related_rows,
    select_practitioners_for_candidates,
)
from handrail.people.deployment.register_candidates import make_candidates, make_deployment_limits
from handrail.people.deployment.rules.facts import DeploymentRequestFacts
from handrail.people.deployment.rules.hard_rules import DeploymentHardRule
from handrail.people.deployment.rules.periods import Period
from handrail.people.deployment.rules.shortlist import make_deployment_shortlist
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.cast import LINCOLNSHIRE
from support.practitioners import HUMBERSIDE, NAME, a_register, make_practitioner
from support.worlds import shared_world

pytestmark = pytest.mark.django_db
HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)


@shared_world
def register(cast):
    return a_register(cast)


def names(actor, **wanted):
    return [row.name for row in select_practitioners(actor, PractitionerFilter(**wanted))]


def test_a_shared_post_gives_its_holder_every_area_and_follows_a_change(cast, register):
    by, post = cast.lead.actor, Post.objects.get(pk=register.post.pk)
    assert {area.pk for area in register.who.areas.all()} == {LINCOLNSHIRE, HUMBERSIDE}
    with pytest.raises(ActionNotPossibleError, match="add up to 100%"):
        change_practitioner_post(post, shares={LINCOLNSHIRE: 60, HUMBERSIDE: 30}, seen=post.version, by=by)
    change_practitioner_post(post, shares={"E23000036": 100}, seen=post.version, by=by)
    assert {area.pk for area in register.who.areas.all()} == {"E23000036"}
    with pytest.raises(ConcurrentEditError):
        change_practitioner_post(post, shares={"E23000036": 100}, seen=1, by=by)


def test_a_post_is_planned_late_vacant_filled_and_ended(cast, register):
    today = timezone.localdate()
    post = Post.objects.for_page().get(pk=register.post.pk)
    assert post.state == "filled"
    register.who.left_on = today - DAY
    register.who.started_on = today - 9 * DAY
    register.who.save_by(cast.lead.actor)
    post = Post.objects.for_page().get(pk=register.post.pk)
    assert (post.state, post.last_left_on) == ("vacant", today - DAY)
    post.started_on, post.planned_start_on = None, today + DAY
    assert post.state == "planned"
    post.planned_start_on = today - DAY
    assert post.state == "late"
    post.started_on = post.ended_on = today - DAY
    assert post.state == "ended"


def test_the_register_is_its_employers_and_what_is_shared_with_an_area(cast, register):
    assert names(cast.lead.actor) == [NAME]
    assert names(cast.co_ordinator.actor) == []
    with pytest.raises(NotVisible):
        get_own_practitioner(cast.co_ordinator.actor, register.who.pk)
    Practitioner.objects.filter(pk=register.who.pk).update(is_shared=True)
    assert names(cast.co_ordinator.actor) == [NAME]
    with pytest.raises(NotVisible):
        get_own_practitioner(cast.co_ordinator.actor, register.who.pk)


def test_filters(cast, register):
    by = cast.lead.actor
    left = make_practitioner(by, "Ames", role="isva", areas=["E23000036"], left_on=timezone.localdate() - DAY)
    assert names(by, language="lt") == names(by, skill="court") == names(by, area=HUMBERSIDE) == [NAME]
    assert names(by, text="zelda") == names(by, role="navigator") == [NAME]
    assert names(by, language="ro") == names(by, duty="on_duty") == names(by, side="investigation") == []
    assert names(by, state="left") == [left.name]
    now = timezone.now()
    add_availability(register.who.pk, kind="on_call", spans=[(now - HOUR, now + HOUR)], by=by)
    assert names(by, duty="on_call") == [NAME]
    add_availability(register.who.pk, kind="away", spans=[(now - HOUR, now + HOUR)], by=by)
    assert names(by, duty="on_call") == []


def test_only_the_keeper_of_the_register_writes_and_only_of_their_own_organisation(cast, register):
    with pytest.raises(Denied):
        make_practitioner(cast.worker.actor)
    with pytest.raises(Denied):
        make_practitioner(cast.commissioner.actor)
    foreign = Practitioner(name="X", role="navigator", side="support", account=cast.partner)
    with pytest.raises(ValidationError, match="account of your organisation"):
        add_practitioner(foreign, areas=[], skills=[], by=cast.lead.actor)
    with pytest.raises(ValidationError, match="that name in that role"):
        make_practitioner(cast.lead.actor, NAME)


def test_a_person_keeps_their_own_rota_and_nobody_elses(cast, register):
    now = timezone.now()
    span = (now + 3 * DAY, now + 3 * DAY + 6 * HOUR)
    (added,) = add_availability(register.who.pk, kind="on_call", spans=[span], by=cast.worker.actor)
    for other in (cast.colleague, cast.co_ordinator, cast.commissioner):
        with pytest.raises(NotVisible):
            add_availability(register.who.pk, kind="away", spans=[span], by=other.actor)
        with pytest.raises(NotVisible):
            remove_availability(added.pk, practitioner_id=register.who.pk, by=other.actor)
    remove_availability(added.pk, practitioner_id=register.who.pk, by=cast.worker.actor)
    assert not AvailabilityPeriod.objects.filter(pk=added.pk).exists()


def test_shifts_do_not_overlap_and_leave_may_cover_them(cast, register):
    who, by = register.who.pk, cast.worker.actor
    starts = register.period.starts_at
    with pytest.raises(ActionNotPossibleError, match="That overlaps another entry:"):
        add_availability(who, kind="on_call", spans=[(starts - HOUR, starts + HOUR)], by=by)
    add_availability(who, kind="on_call", spans=[(starts - HOUR, starts)], by=by)
    add_availability(who, kind="away", spans=[(starts - HOUR, starts + DAY)], by=by)
    for kind, span, says in (
        ("on_duty", (starts + 4 * DAY, starts + 5 * DAY), "shorter than a day"),
        ("called_out", (starts, starts + HOUR), "after it has ended"),
        ("on_call", (starts + 500 * DAY, starts + 501 * DAY), "within 400 days"),
        ("on_call", (starts, starts), "after the start"),
    ):
        with pytest.raises(ActionNotPossibleError, match=says):
            add_availability(who, kind=kind, spans=[span], by=by)


def test_what_is_over_stays_because_rest_is_counted_from_it(cast, register):
    now = timezone.now()
    past = [(now - 9 * HOUR, now - 5 * HOUR)]
    (done,) = add_availability(register.who.pk, kind="called_out", spans=past, by=cast.worker.actor)
    with pytest.raises(ActionNotPossibleError, match="counts towards rest"):
        remove_availability(done.pk, practitioner_id=register.who.pk, by=cast.worker.actor)


def test_settings_begin_on_a_day_and_trainings_end_by_those_of_their_day(cast, register):
    """12 months from today; one completed before any settings does not end."""
    by, today = cast.lead.actor, timezone.localdate()
    assert get_deployment_settings(by.body_id, today).weight_limit == 25
    mine = DeploymentSettings(since=today, weight_limit=18, training_months={"safeguarding": 12})
    add_dated_deployment_settings(mine, by=by)
    assert get_deployment_settings(by.body_id, today).weight_limit == 18
    assert get_deployment_settings(by.body_id, today - DAY).weight_limit == 25
    with pytest.raises(ActionNotPossibleError, match="today or later"):
        add_dated_deployment_settings(DeploymentSettings(since=today - DAY), by=by)
    with pytest.raises(ValidationError, match="from 11 to 24"):
        add_dated_deployment_settings(DeploymentSettings(since=today + DAY, rest_hours=10), by=by)
    old = PractitionerTraining(practitioner=register.who, kind="safeguarding", completed_on=today - 400 * DAY)
    assert add_training_of_practitioner(old, by=by).valid_until is None
    assert record_training_attendance(register.session.pk, attended=[str(register.who.pk)], by=by) == 1
    assert record_training_attendance(register.session.pk, attended=[str(register.who.pk)], by=by) == 0
    newest = register.who.trainings.get(is_newest=True)
    assert (newest.completed_on, newest.valid_until.year) == (today, today.year + 1)


def test_what_lapses_is_listed_first_to_end_first(cast, register):
    by, today = cast.lead.actor, timezone.localdate()
    for name, days in (("Later", 50), ("Never", 90), ("Gone", -3)):
        make_practitioner(by, name, vetting_level="nppv3", vetted_until=today + days * DAY)
    soon = PractitionerTraining(
        practitioner=register.who, kind="trauma", completed_on=today, valid_until=today + 10 * DAY
    )
    add_training_of_practitioner(soon, by=by)
    found = list_lapsing_certificates(by.body_id, today + 60 * DAY)
    assert [(row.name, row.what) for row in found] == [
        ("Gone", "nppv3"),
        (NAME, "trauma"),
        ("Later", "nppv3"),
    ]


def test_the_register_makes_candidates_for_the_rules(cast, register):
    """The post serves before the NRM in two areas; the shift of tomorrow covers the request, leave takes it away."""
    by, shift = cast.lead.actor, register.period
    request = DeploymentRequestFacts(
        area=HUMBERSIDE, phase="before", when=Period(shift.starts_at + HOUR, shift.starts_at + 2 * HOUR)
    )

    def shortlist():
        rows = list(select_practitioners_for_candidates(by, HUMBERSIDE))
        parts = fetch_candidate_related_rows(rows, request.when)
        limits = make_deployment_limits(get_deployment_settings(by.body_id, timezone.localdate()))
        return make_deployment_shortlist(make_candidates(rows, parts, pairs={}, weights={}), request, limits)

    (row,) = shortlist().fitting
    assert row.candidate.name == NAME
    assert "Serves people before the NRM" in [reason.words for reason in row.reasons]
    add_availability(
        register.who.pk, kind="away", spans=[(shift.starts_at, shift.ends_at)], by=cast.worker.actor
    )
    (out,) = shortlist().excluded
    assert [finding.rule for finding in out.findings] == [DeploymentHardRule.AVAILABILITY]


def test_a_night_shift_over_a_change_of_the_clocks_is_kept_as_hours_that_pass(cast, register, time_machine):
    """25 October 2026: 10pm to 6am is nine hours."""
    time_machine.move_to(make_london_time(datetime.date(2026, 10, 20), datetime.time(9)))
    span = tuple(
        make_london_time(datetime.date(2026, 10, day), datetime.time(hour))
        for day, hour in ((24, 22), (25, 6))
    )
    (kept,) = add_availability(register.who.pk, kind="on_duty", spans=[span], by=cast.worker.actor)
    kept.refresh_from_db()
    assert kept.ends_at - kept.starts_at == 9 * HOUR
