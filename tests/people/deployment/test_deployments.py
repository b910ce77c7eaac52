"""Requests, the shortlist, offers and their log: what is kept, who may, and what is refused."""

import dataclasses
import datetime
import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from handrail.directory.practitioners.actions import employers
from handrail.directory.practitioners.actions.availability import add_availability
from handrail.directory.practitioners.actions.register import add_practitioner_post
from handrail.directory.practitioners.actions.worker_keys import link_register_entries_of_account
from handrail.directory.practitioners.models import AvailabilityPeriod, Post
from handrail.directory.practitioners.queries.settings import get_deployment_settings
from handrail.people.cases.lifecycle.actions.opening import set_case_area
from handrail.people.cases.offers.models import Circumstances
from handrail.people.deployment.actions import offers, sent
from handrail.people.deployment.actions.requests import name_interim_contact, withdraw_deployment_request
from handrail.people.deployment.models import (
    BarredPractitioner,
    BookedQuarterHour,
    Deployment,
    DeploymentRequest,
)
from handrail.people.deployment.presenters import make_deployment_request_tag
from handrail.people.deployment.queries.case_deployment import get_deployment, get_deployment_request
from handrail.people.deployment.queries.caseload_weights import count_practitioner_loads
from handrail.people.deployment.queries.cover import list_practitioner_caseloads_and_limits
from handrail.people.deployment.queries.shortlist import make_request_shortlist
from handrail.people.deployment.register_candidates import make_deployment_limits
from handrail.people.deployment.urls import urlpatterns
from handrail.people.records.models import Case, Event, Person
from handrail.people.records.queries.case_lookup import get_case_open_to_actor_by_reference
from handrail.platform.access.actions import create_account
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.roles import Role
from handrail.platform.kernel.dates import make_london_time
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.outbox.models import Message
from support.cast import LINCOLNSHIRE
from support.deployment import (
    WORDS,
    a_stage,
    deploy_to_every_victim,
    make_request,
    offer,
    on_the_register,
    open_adult_case,
    speak,
)
from support.practitioners import HUMBERSIDE, make_practitioner
from support.worlds import shared_world

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
DAY, HOUR = datetime.timedelta(days=1), datetime.timedelta(hours=1)


@shared_world
def stage(cast, told):
    return a_stage(cast, told)


def access_to(actor, reference):
    return get_case_open_to_actor_by_reference(actor, reference).case_access


def list_short(actor, request):
    case = Case.objects.select_related("area").get(pk=request.case_id)
    made = make_request_shortlist(access_to(actor, case.reference), case, request)
    names = [row.candidate.name for row in made.shortlist.fitting]
    return names, {row.candidate.name: row.findings[0] for row in made.shortlist.excluded}


def reload(row):
    return type(row).objects.get(pk=row.pk)


def test_identified_by_a_force_that_deploys_to_every_victim_raises_one_request(cast):
    assert not DeploymentRequest.objects.exists()
    open_adult_case(cast.officer.actor)
    assert not DeploymentRequest.objects.exists(), "the force has not decided to"
    settings = deploy_to_every_victim(cast.lead.actor)
    settings.pk, settings.body = None, cast.officer.body
    settings.save(force_insert=True)
    case = open_adult_case(cast.officer.actor)
    row = DeploymentRequest.objects.get()
    assert (row.case_id, row.body_id, row.cause, row.state) == (
        case.pk,
        case.owner_id,
        "identified",
        "waiting",
    )
    assert (row.scope, row.held_by_id) == ("own", cast.officer.pk)
    assert row.name_by - row.raised_at == datetime.timedelta(hours=4)
    open_adult_case(cast.worker.actor)
    assert DeploymentRequest.objects.count() == 1, "Lantern is no force"
    with pytest.raises(IntegrityError), transaction.atomic():
        DeploymentRequest.objects.filter(case=case).update(state="unmet")


def test_wishes_languages_and_rules_decide_who_is_on_the_shortlist(cast, told):
    by, worker = cast.lead.actor, cast.worker.actor
    deploy_to_every_victim(by)
    fits = on_the_register(by, "Ana Popescu-Ward", languages=[("ro", "first")])
    on_the_register(by, "Bert Handley", gender="man")
    on_the_register(by, "Cyra Nolan", vetting_level="", languages=[("ro", "C1")])
    on_the_register(by, "Dora Vance", shift=None)
    on_the_register(
        by, "Edda Loris", left_on=timezone.localdate() - DAY, started_on=timezone.localdate() - 9 * DAY
    )
    on_the_register(by, "Fay Orton", languages=[("en", "first")])
    speak(worker, told.case_id)
    request = make_request(worker, told.case_id, gender_wish="only_woman")
    names, out = list_short(by, request)
    assert names == ["Ana Popescu-Ward", "Fay Orton"]
    assert {name: finding.rule.value for name, finding in out.items()} == {
        "Bert Handley": "wish", "Cyra Nolan": "vetting", "Dora Vance": "availability",
    }  # fmt: skip
    assert "Ana Popescu-Ward" in names
    sent.bar_practitioner(BarredPractitioner(practitioner=fits, why="person"), case_id=told.case_id, by=by)
    names, out = list_short(by, request)
    assert (names, out["Ana Popescu-Ward"].rule.value) == (["Fay Orton"], "not_wanted")


def test_others_practitioners_only_with_consent_or_a_basis(cast, told):
    """The police share one of theirs with the area: a request of our own organisation does not ask them."""
    by, worker = cast.lead.actor, cast.worker.actor
    keeper = cast.lead.actor
    mine = on_the_register(keeper, "Ours Alone")
    theirs = on_the_register(keeper, "Shared Elsewhere", is_shared=True)
    type(theirs).objects.filter(pk=theirs.pk).update(employer=cast.officer.body)
    request = make_request(worker, told.case_id)
    assert list_short(by, request)[0] == [mine.name]
    request.scope = "consent"
    assert list_short(by, request)[0] == [mine.name, theirs.name]
    with pytest.raises(ActionNotPossibleError, match="already has a request"):
        make_request(worker, told.case_id, scope="stated")


def test_an_offer_is_accepted_and_makes_one_contact_with_a_stand_in(cast, told):
    by, worker = cast.lead.actor, cast.worker.actor
    who = on_the_register(by, "Cole Bartram", account=cast.colleague, languages=[("ro", "first")])
    request = make_request(worker, told.case_id, words=WORDS)
    speak(worker, told.case_id)
    asked = offer(by, request, who)
    assert reload(request).state == "offered"
    assert Message.objects.filter(kind="deployment_asked", to=cast.colleague).exists()
    with pytest.raises(ActionNotPossibleError, match="already been asked"):
        offer(by, request, who)
    with pytest.raises(ActionNotPossibleError, match="Withdraw the offer first"):
        withdraw_deployment_request(case_id=told.case_id, request_id=request.pk, by=worker)
    with pytest.raises(NotVisible):
        offers.answer_own_offer(asked.pk, goes=True, cannot_go="", by=cast.partner.actor)
    with pytest.raises(NotVisible):
        access_to(cast.colleague.actor, told.reference)
    offers.answer_own_offer(asked.pk, goes=True, cannot_go="", by=cast.colleague.actor)
    case = Case.objects.get(pk=told.case_id)
    assert (case.point_of_contact, case.stand_in) == (cast.colleague, cast.worker)
    assert reload(request).state == "met"
    assert Event.objects.filter(case=case, event="liaison_named").count() == 1
    access = access_to(cast.colleague.actor, told.reference)
    assert get_deployment_request(access, request.pk).words.open() == WORDS
    sent.record_practitioner_arrival(case_id=case.pk, deployment_id=asked.pk, by=cast.colleague.actor)
    ending = get_deployment(access_to(worker, told.reference), asked.pk)
    ending.ended_because = "handed_over"
    with pytest.raises(ActionNotPossibleError, match="Choose who takes over"):
        sent.stand_down_deployment(ending, next_contact_id=None, seen=ending.version, by=worker)
    ending = get_deployment(access_to(worker, told.reference), asked.pk)
    ending.ended_because = "handed_over"
    sent.stand_down_deployment(ending, next_contact_id=cast.worker.pk, seen=ending.version, by=worker)
    case.refresh_from_db()
    assert case.point_of_contact == cast.worker
    assert (reload(asked).state, reload(asked).ended_because) == ("ended", "handed_over")


def test_a_no_frees_the_time_and_is_not_asked_again(cast, told):
    by, worker = cast.lead.actor, cast.worker.actor
    who, other = (
        on_the_register(by, "First Fitter", languages=[("ro", "first")]),
        on_the_register(by, "Second Fitter"),
    )
    request = make_request(worker, told.case_id)
    speak(worker, told.case_id)
    with pytest.raises(ActionNotPossibleError, match="not the first suggestion"):
        offer(by, request, other)
    asked = offer(by, request, who)
    assert BookedQuarterHour.objects.filter(practitioner=who).count() in (8, 9)
    offers.record_answer_for_practitioner(
        case_id=told.case_id, deployment_id=asked.pk, goes=False, cannot_go="rest", by=by
    )
    assert not BookedQuarterHour.objects.exists()
    assert (reload(request).state, reload(asked).cannot_go) == ("waiting", "rest")
    names, out = list_short(by, reload(request).bind(None))
    assert (names, out["First Fitter"].rule.value) == (["Second Fitter"], "declined")
    with pytest.raises(ActionNotPossibleError, match=r"This offer has since been answered or withdrawn."):
        offers.take_back_offer(case_id=told.case_id, deployment_id=asked.pk, by=by)
    again = offer(by, request, other)
    assert again.overridden == []
    offers.take_back_offer(case_id=told.case_id, deployment_id=again.pk, by=by)
    assert reload(request).state == "waiting"


def test_past_a_rule_only_with_a_reason_that_is_kept(cast, told):
    by, worker = cast.lead.actor, cast.worker.actor
    full = on_the_register(by, "Full Already", weight_limit=1)
    away = on_the_register(by, "Off Duty", shift=None)
    request = make_request(worker, told.case_id)
    with pytest.raises(ActionNotPossibleError, match="Not on duty or on call"):
        offer(by, request, away, why="She knows them")
    with pytest.raises(ActionNotPossibleError, match=r"Enter why they should go anyway."):
        offer(by, request, full)
    asked = offer(by, request, full, why="Nobody else is near")
    assert reload(asked).overridden == ["weight"]
    kept = get_deployment(access_to(by, told.reference), asked.pk)
    assert kept.why_them.open() == "Nobody else is near"


def test_an_interim_contact_leaves_it_unmet_with_the_reason_and_passes_it_up(cast, told):
    by, worker = cast.lead.actor, cast.worker.actor
    request = make_request(worker, told.case_id)
    row = get_deployment_request(access_to(by, told.reference), request.pk)
    row.interim_id = cast.worker.pk
    with pytest.raises(ValidationError):
        name_interim_contact(row, seen=row.version, by=by)
    row = get_deployment_request(access_to(by, told.reference), request.pk)
    row.interim_id, row.unmet_reason, row.passed_up_to = (
        cast.worker.pk,
        "nobody_free",
        "Chief inspector on call",
    )
    with pytest.raises(Denied):
        name_interim_contact(row, seen=row.version, by=worker)
    name_interim_contact(row, seen=row.version, by=by)
    saved = reload(request)
    assert (saved.state, saved.is_open, saved.met_at) == ("unmet", True, None)
    who = on_the_register(by, "Came Later")
    asked = offer(by, saved.bind(None), who)
    offers.record_answer_for_practitioner(
        case_id=told.case_id, deployment_id=asked.pk, goes=True, cannot_go="", by=by
    )
    assert (reload(request).state, reload(request).unmet_reason) == ("met", "nobody_free")


def test_a_shared_post_between_three_areas_answers_for_each_and_no_other(cast):
    """Shares of 40, 30 and 30; the holder is asked for in each of the three."""
    by, areas = cast.lead.actor, [LINCOLNSHIRE, HUMBERSIDE, "E23000036"]
    post = Post(
        title="Regional navigator",
        role="navigator",
        side="support",
        started_on=timezone.localdate(),
        before=True,
    )
    add_practitioner_post(post, shares=dict(zip(areas, (40, 30, 30), strict=True)), by=by)
    who = on_the_register(by, "Shared By Three", post=post, areas=[])
    for area in areas:
        case = open_adult_case(by)
        set_case_area(case_id=case.pk, area_code=area, by=by)
        assert list_short(by, make_request(by, case.pk))[0] == [who.name]
    case = open_adult_case(by)
    set_case_area(case_id=case.pk, area_code="E23000002", by=by)
    assert list_short(by, make_request(by, case.pk)) == ([], {})


def test_two_employers_keep_two_entries_each_with_its_own_rota_and_answer(cast, told):
    """The same person at Lantern and at the force: the account answers for the employer that it acts for."""
    by, worker = cast.lead.actor, cast.worker.actor
    here = on_the_register(by, "Two Employers", account=cast.colleague)
    there = on_the_register(by, "Two Employers", role="named_contact")
    type(there).objects.filter(pk=there.pk).update(employer=cast.officer.body)
    request = make_request(worker, told.case_id)
    asked = offer(by, request, here)
    assert BookedQuarterHour.objects.filter(practitioner=here).exists()
    assert not BookedQuarterHour.objects.filter(practitioner=there).exists()
    elsewhere = dataclasses.replace(cast.colleague.actor, body_id=cast.officer.body_id)
    with pytest.raises(NotVisible):
        offers.answer_own_offer(asked.pk, goes=True, cannot_go="", by=elsewhere)
    offers.answer_own_offer(asked.pk, goes=True, cannot_go="", by=cast.colleague.actor)


def test_two_employers_of_one_person_count_together_for_rest_and_overlap(cast, told):
    """On duty for the force and for Lantern, with one account: what they work there is neither free time nor rest."""
    by, worker, now = cast.lead.actor, cast.worker.actor, timezone.now()
    here = on_the_register(by, "Two Employers", account=cast.colleague)
    there = on_the_register(by, "Two Employers", role="named_contact", shift=None)
    type(there).objects.filter(pk=there.pk).update(employer=cast.officer.body, account=cast.colleague)
    link_register_entries_of_account(type(there).objects.get(pk=there.pk))
    request = make_request(worker, told.case_id)

    def work_there(starts, ends):
        AvailabilityPeriod.objects.all().filter(practitioner=there).delete()
        span = {"starts_at": now + starts * HOUR, "ends_at": now + ends * HOUR}
        AvailabilityPeriod.objects.create(
            practitioner=there, kind="on_duty", added_by=cast.officer, added_at=now, **span
        )

    assert list_short(by, request) == ([here.name], {})
    work_there(1, 5)
    names, out = list_short(by, request)
    assert (names, out[here.name].rule.value, out[here.name].tag) == ([], "availability", "Works elsewhere")
    AvailabilityPeriod.objects.filter(practitioner=here).update(kind="on_call")
    work_there(-12, -1)
    names, out = list_short(by, request)
    assert (names, out[here.name].rule.value) == ([], "rest"), "eleven hours after the other employer's shift"
    AvailabilityPeriod.objects.filter(practitioner=there).delete()
    offer(by, request, here)
    taken = BookedQuarterHour.objects.filter(practitioner=here).first()
    with pytest.raises(IntegrityError), transaction.atomic():
        BookedQuarterHour.objects.create(
            practitioner=there, worker_key=taken.worker_key, starts_at=taken.starts_at
        )


def test_an_entry_without_an_account_is_linked_by_a_code_of_the_other_employer(cast, told, time_machine):
    """Whoever keeps the force's register makes a code; Lantern's lead types it; from then on both rotas count."""
    by, worker, now = cast.lead.actor, cast.worker.actor, timezone.now()
    chief = create_account(
        email="chief@example.org", name="Clive Saunders", body=cast.officer.body, role=Role.DUTY_LEAD, password=None
    ).actor  # fmt: skip
    here, there = (
        on_the_register(by, "Noor Brandt"),
        make_practitioner(chief, "N Brandt", role="named_contact"),
    )
    span = (now + 1 * HOUR, now + 5 * HOUR)
    add_availability(there.pk, kind="on_duty", spans=[span], by=chief)
    request = make_request(worker, told.case_id)
    assert list_short(by, request) == ([here.name], {})
    with pytest.raises(NotVisible):
        employers.create_employer_link_code(there.pk, by=by)
    code = employers.create_employer_link_code(there.pk, by=chief)
    for wrong in ("", "ABCD-EFGH-2345", code[:-1]):
        with pytest.raises(ValidationError, match="No practitioner has that code"):
            employers.link_practitioner_to_entry_at_other_employer(here.pk, code=wrong, by=by)
    employers.link_practitioner_to_entry_at_other_employer(
        here.pk, code=code.lower().replace("-", " "), by=by
    )
    names, out = list_short(by, request)
    assert (names, out[here.name].tag) == ([], "Works elsewhere")
    with pytest.raises(ValidationError, match="No practitioner has that code"):
        employers.link_practitioner_to_entry_at_other_employer(here.pk, code=code, by=by)
    employers.end_employer_link(here.pk, by=by)
    assert list_short(by, request) == ([here.name], {})
    late = employers.create_employer_link_code(there.pk, by=chief)
    time_machine.move_to(now + datetime.timedelta(days=7, minutes=1))
    with pytest.raises(ValidationError, match="No practitioner has that code"):
        employers.link_practitioner_to_entry_at_other_employer(here.pk, code=late, by=by)


def test_who_is_sent_for_both_employers_at_one_time_is_linked_once_one_offer_is_taken_back(cast, told):
    by, worker = cast.lead.actor, cast.worker.actor
    here, there = on_the_register(by, "Noor Brandt"), on_the_register(by, "N Brandt", role="named_contact")
    code = employers.create_employer_link_code(there.pk, by=by)
    first, second = make_request(worker, told.case_id), make_request(worker, open_adult_case(worker).pk)
    for request, who in ((first, here), (second, there)):
        offer(by, request, who, why="Near")
    with pytest.raises(
        ActionNotPossibleError, match=r"They are asked or sent by both employers at the same time."
    ):
        employers.link_practitioner_to_entry_at_other_employer(here.pk, code=code, by=by)
    asked = Deployment.objects.get(practitioner=there)
    offers.take_back_offer(case_id=second.case_id, deployment_id=asked.pk, by=by)
    employers.link_practitioner_to_entry_at_other_employer(here.pk, code=code, by=by)
    assert list_short(by, second)[1][there.name].tag == "Sent elsewhere"


def test_how_far_somebody_comes_is_a_band_and_the_district_only_where_it_is_open(cast, told):
    """Bases in the person's district, area, region (Leicestershire) and in another region (Humberside)."""
    by, worker = cast.lead.actor, cast.worker.actor
    bases = {"A": (LINCOLNSHIRE, "boston-borough-council"), "B": (LINCOLNSHIRE, ""), "C": ("E23000021", ""),
        "D": (HUMBERSIDE, ""), "E": (None, "")}  # fmt: skip
    for name, (area, district) in bases.items():
        on_the_register(by, name, base_area_id=area, base_district=district, base="The old mill")
    set_case_area(case_id=told.case_id, area_code=LINCOLNSHIRE, by=worker)
    request = make_request(worker, told.case_id)

    def list_bands():
        case = Case.objects.select_related("area").get(pk=told.case_id)
        made = make_request_shortlist(access_to(by, told.reference), case, request)
        reasons = {row.candidate.name: row.reasons for row in made.shortlist.fitting}
        return {
            name: next(one.words for one in mine if one.code == "distance") for name, mine in reasons.items()
        }

    without = list_bands()
    assert without == {
        "A": "Based in the same area", "B": "Based in the same area", "C": "Based elsewhere in the region",
        "D": "Based in another region", "E": "Based at The old mill",
    }  # fmt: skip
    Circumstances.objects.create(
        case_id=told.case_id, district="boston-borough-council", changed_by=cast.worker, changed_at=timezone.now()
    )  # fmt: skip
    assert list_bands() == without | {"A": "Based in the same district"}


def test_a_case_weighs_less_once_it_is_settled_and_more_before_a_day_in_court(cast, told, time_machine):
    """Intake 2 and an interpreter 0.5; a day in court adds 2 until it is over; after six weeks 1 and 0.5."""
    by, worker, now = cast.lead.actor, cast.worker.actor, timezone.now()
    who = on_the_register(by, "Cole Bartram")
    asked = offer(by, make_request(worker, told.case_id, tasks=["court"], hours_ahead=12), who)
    offers.record_answer_for_practitioner(
        case_id=told.case_id, deployment_id=asked.pk, goes=True, cannot_go="", by=by
    )
    limits = make_deployment_limits(get_deployment_settings(by.body_id, now.date()))

    def weigh():
        return count_practitioner_loads([who], limits)[who.pk]

    assert weigh() == (Decimal("4.5"), 1)
    time_machine.move_to(now + datetime.timedelta(days=2))
    assert weigh() == (Decimal("2.5"), 1)
    time_machine.move_to(now + datetime.timedelta(weeks=6, hours=1))
    assert weigh() == (Decimal("1.5"), 1)
    Case.objects.filter(pk=told.case_id).update(phase="after")
    assert weigh() == (Decimal(1), 1)


def test_the_day_of_whoever_is_asked_says_so_and_names_nobody(cast, told, signed_in):
    by = cast.lead.actor
    who = on_the_register(by, "Cole Bartram", account=cast.colleague)
    asked = offer(by, make_request(cast.worker.actor, told.case_id), who)
    day, colleague = reverse("my_day"), signed_in(cast.colleague)
    page = colleague.get(day).content.decode()
    assert "Answer: can you go?" in page
    assert reverse("answer_own_deployment", args=[asked.pk]) in page
    assert told.reference not in page
    assert "Answer: can you go?" not in signed_in(cast.worker).get(day).content.decode()
    offers.answer_own_offer(asked.pk, goes=True, cannot_go="", by=cast.colleague.actor)
    page = colleague.get(day).content.decode()
    assert "Record your arrival" in page
    own = reverse("own_deployment", args=[asked.pk])
    assert f'href="{own}"' in page
    shown = colleague.get(own).content.decode()
    arrived = reverse("record_arrival", args=[told.reference, asked.pk])
    assert shown.index(arrived) < shown.index("Open the case"), "the first button says that they arrived"
    assert "Record your arrival" in colleague.get(reverse("own_deployments")).content.decode()
    page_of_arrival = colleague.get(arrived).content.decode()
    assert "Record arrival" in page_of_arrival
    assert "Answer: can you go?" not in page


@pytest.fixture
def late_on_10_july(own_worlds, time_machine):
    time_machine.move_to(make_london_time(datetime.date(2027, 7, 10), datetime.time(22, 30)))


@pytest.mark.usefixtures("late_on_10_july")
def test_vetting_that_ends_at_midnight_is_good_until_then_and_not_after(cast, told):
    """Asked for at 11pm and at 1am: the last day counts whole, in London."""
    by = cast.lead.actor
    deploy_to_every_victim(by)
    who = on_the_register(by, "Ends Tonight", vetted_until=datetime.date(2027, 7, 10))
    request = make_request(cast.worker.actor, told.case_id, hours_ahead=0.5)
    assert list_short(by, request)[0] == [who.name]
    request.starts_at = make_london_time(datetime.date(2027, 7, 11), datetime.time(0, 15))
    names, out = list_short(by, request)
    assert (names, out[who.name].words) == ([], "Ended on 10 July 2027.")


def test_whoever_leaves_with_open_deployments_is_on_the_board_to_be_replaced(cast, told, signed_in):
    by, worker = cast.lead.actor, cast.worker.actor
    who = on_the_register(by, "Leaves Soon", started_on=timezone.localdate() - DAY)
    request = make_request(worker, told.case_id)
    asked = offer(by, request, who)
    offers.record_answer_for_practitioner(
        case_id=told.case_id, deployment_id=asked.pk, goes=True, cannot_go="", by=by
    )
    assert "To hand over" not in signed_in(cast.lead).get(reverse("deployment_board")).content.decode()
    who.refresh_from_db()
    who.left_on = timezone.localdate()
    who.save_by(by)
    page = signed_in(cast.lead).get(reverse("deployment_board")).content.decode()
    assert "To hand over" in page
    assert "Leaves Soon" in page


def test_the_board_names_the_language_that_the_person_chose(cast, told, signed_in):
    board, lead = reverse("deployment_board"), signed_in(cast.lead)
    Person.objects.filter(pk=told.case_id).update(language="bn")
    make_request(cast.worker.actor, told.case_id)
    assert "Bengali" in lead.get(board).content.decode()
    speak(cast.worker.actor, told.case_id, "fr", "B2", "refused")
    speak(cast.worker.actor, told.case_id, "vi", "first", "chosen")
    with CaptureQueriesContext(connection) as seen:
        page = lead.get(board).content.decode()
    assert "Vietnamese" in page
    assert "Bengali" not in page
    assert len(seen) <= 12


def test_a_chosen_language_that_the_case_does_not_know_is_to_be_checked(cast, told, signed_in):
    lead, by = signed_in(cast.lead), cast.worker.actor
    who = on_the_register(cast.lead.actor, "Ida Crane")
    Person.objects.filter(pk=told.case_id).update(language="bn")
    request = make_request(by, told.case_id)
    one = [told.reference, request.pk]
    pages = [
        reverse("case_deployment", args=[told.reference]),
        reverse("raise_deployment_request", args=[told.reference]),
        reverse("change_deployment_request", args=one),
        reverse("deployment_shortlist", args=one),
        reverse("offer_deployment", args=[*one, who.pk]),
    ]
    warning = "The case says Bengali. Check with the person."

    def list_warned():
        return [warning in lead.get(page).content.decode() for page in pages]

    assert list_warned() == [False] * 5
    speak(by, told.case_id, "vi", "first", "chosen")
    assert list_warned() == [True] * 5
    speak(by, told.case_id, "bn", "B2", "fine")
    assert list_warned() == [False] * 5


def test_the_time_to_name_somebody_has_its_day_unless_all_is_today(cast, told):
    """Noon of a Saturday in London: named by 4:06pm, needed the same day; needed on 18 December; named by then."""
    now = datetime.datetime(2026, 11, 28, 12, tzinfo=datetime.UTC)
    row = make_request(cast.worker.actor, told.case_id)

    def say(name_by, starts_at):
        row.name_by, row.starts_at = name_by, starts_at
        return make_deployment_request_tag(row, now).words

    today, later = now + datetime.timedelta(hours=4, minutes=6), now + datetime.timedelta(days=20)
    assert say(today, now + datetime.timedelta(hours=5)) == "Name someone by 4:06pm"
    assert say(today, later) == "Name someone by Sat 28 Nov, 4:06pm"
    assert say(later, later) == "Name someone by Fri 18 Dec, noon"


def test_open_cases_of_a_point_of_contact_are_carried_each_once(cast, told):
    by = cast.lead.actor
    who = on_the_register(by, "Ruth Contact", account=cast.worker)
    mine = Case.objects.filter(point_of_contact=cast.worker.pk, closed_at__isnull=True)
    assert mine.count() == 1
    mine.update(danger="neither")

    def read_load():
        rows, _ = list_practitioner_caseloads_and_limits(by)
        return next((row.load.heads, row.load.weight) for row in rows if row.practitioner == who)

    assert read_load() == (1, 2)
    mine.update(danger="in_danger")
    assert read_load() == (1, 3)
    open_adult_case(cast.worker.actor)
    assert read_load() == (2, 5)
    asked = offer(by, make_request(cast.worker.actor, told.case_id), who)
    acts = {"case_id": told.case_id, "deployment_id": asked.pk, "cannot_go": ""}
    offers.record_answer_for_practitioner(goes=True, by=by, **acts)
    assert read_load() == (2, 2 + reload(asked).weight), "a case to which they were sent counts once"


def test_who_meets_what(cast, stage, signed_in):
    one = stage.arguments
    board, lead = reverse("deployment_board"), signed_in(cast.lead)
    assert stage.reference in lead.get(board).content.decode()
    page = lead.get(reverse("deployment_shortlist", args=one["deployment_shortlist"])).content.decode()
    assert "Someone has been asked" in page
    assert WORDS in page
    for part in ("worker", "colleague", "partner", "outsider", "officer"):
        assert signed_in(getattr(cast, part)).get(board).status_code == 403
    for part in ("partner", "outsider"):
        assert (
            signed_in(getattr(cast, part)).get(reverse("case_deployment", args=[stage.reference])).status_code
            == 404
        )
    assert (
        signed_in(cast.commissioner).get(reverse("case_deployment", args=[stage.reference])).status_code
        == 403
    )
    asked = signed_in(cast.colleague)
    offer_page = asked.get(reverse("own_deployment", args=one["own_deployment"])).content.decode()
    assert "Romanian" in offer_page
    assert not any(secret in offer_page for secret in (*stage.secrets, stage.reference, "Mirela"))
    done = asked.post(
        reverse("answer_own_deployment", args=one["answer_own_deployment"]), {"goes": "yes"}, follow=True
    )
    assert "You can now open the case." in done.content.decode()
    assert WORDS in asked.get(reverse("case_deployment", args=[stage.reference])).content.decode()
    assert "On the way" in asked.get(reverse("case_contacts", args=[stage.reference])).content.decode()


def test_every_page_opens_and_takes_its_form(cast, stage, signed_in):
    lead, worker = signed_in(cast.lead), signed_in(cast.worker)
    people = {
        "own_deployments": cast.colleague,
        "own_deployment": cast.colleague,
        "answer_own_deployment": cast.colleague,
    }
    people |= {"advice_used": cast.officer, "answer_advice": cast.co_ordinator, "one_advice": cast.officer}
    wrong = {}
    for name in [str(pattern.name) for pattern in urlpatterns]:
        client = signed_in(people[name]) if name in people else lead
        answer = client.get(reverse(name, args=stage.arguments.get(name, [])))
        page = answer.content.decode()
        if (
            answer.status_code != 200
            or "(optional) (optional)" in page
            or re.search(r">\s*user \d+\s*<", page)
        ):
            wrong[name] = answer.status_code
    assert wrong == {}
    now = timezone.localtime() + DAY
    sent = {
        "explained_on-day": timezone.localdate().day, "explained_on-month": timezone.localdate().month,
        "explained_on-year": timezone.localdate().year, "language": "ro", "interpreter": "phone",
        "police": "undecided", "nrm": "yes", "services": "yes", "words": "I want to think about the police",
    }  # fmt: skip
    done = worker.post(reverse("record_informed_choice", args=[stage.reference]), sent, follow=True)
    assert "I want to think about the police" in done.content.decode()
    change = {
        "tasks": ["welfare", "court"], "day-day": now.day, "day-month": now.month, "day-year": now.year,
        "at_time": "18:20", "hours": "3", "gender_wish": "rather_woman", "community_wish": "not",
        "police_wish": "none", "held_by": str(cast.worker.pk), "words": WORDS, "scope": "own", "basis": "",
        "seen": str(DeploymentRequest.objects.get().version),
    }  # fmt: skip
    done = lead.post(
        reverse("change_deployment_request", args=stage.arguments["deployment_shortlist"]),
        change,
        follow=True,
    )
    assert "Changed." in done.content.decode()
    assert "Prefers a woman. No one from their own community" in done.content.decode()
    assert Deployment.objects.count() == 1
