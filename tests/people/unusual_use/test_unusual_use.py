"""Unusual use: planted misuse is found, ordinary days are not, and a data protection lead decides."""

import html
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from handrail.directory.practitioners.models import AvailabilityPeriod
from handrail.people.records.models import Case
from handrail.people.unusual_use.actions import (
    detect_unusual_use_on_days,
    detect_unusual_use_on_recent_days,
    record_unusual_use_decision,
)
from handrail.people.unusual_use.models import UnusualUse
from handrail.people.unusual_use.queries import list_case_references_of_finding
from handrail.people.unusual_use.unusual_use_rules import (
    RULES_BY_CODE,
    UserCaseUseCountsOfDay,
    UsualUseOfUserAndTeam,
)
from handrail.platform.access.errors import Denied
from handrail.platform.access.models.membership import Membership
from handrail.platform.access.roles import Role
from handrail.platform.audit.actions import make_unsaved_audit_record
from handrail.platform.audit.models import Record
from support.cast import tell
from support.concurrency import at_once
from support.practitioners import make_practitioner

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 18)
LIMITS = {
    "cases": 15,
    "times_usual": 3,
    "night_cases": 3,
    "nights_of_a_shift": 3,
    "unlinked_cases": 5,
    "searches": 20,
    "refusals": 10,
}


def find(code, day, own=(), team=()):
    return RULES_BY_CODE[code].find(day, UsualUseOfUserAndTeam(tuple(own), tuple(team)), LIMITS)


@pytest.mark.parametrize(
    ("code", "field", "least"),
    [("many_cases", "cases", 15), ("no_link", "unlinked_cases", 5), ("searches", "searches", 20)],
)
def test_a_number_stands_out_from_its_least_on_and_beyond_three_times_what_is_usual(code, field, least):
    usual = UserCaseUseCountsOfDay(**{field: least // 3 + 1})  # three times that is more than the least
    assert find(code, UserCaseUseCountsOfDay(**{field: least - 1})) is None
    assert find(code, UserCaseUseCountsOfDay(**{field: least})) == {"number": least, "usual": 0}
    assert find(code, UserCaseUseCountsOfDay(**{field: least}), own=[usual]) is None
    assert find(code, UserCaseUseCountsOfDay(**{field: least}), team=[usual]) is None
    beyond = 3 * (least // 3 + 1) + 1
    assert find(code, UserCaseUseCountsOfDay(**{field: beyond}), own=[usual]) == {
        "number": beyond,
        "usual": least // 3 + 1,
    }


def test_a_night_stands_out_unless_the_person_works_nights():
    night = UserCaseUseCountsOfDay(night_cases=3)
    assert find("night", UserCaseUseCountsOfDay(night_cases=2)) is None
    assert find("night", night, own=[night] * 2) == {"number": 3, "nights": 2}
    assert find("night", night, own=[night] * 3) is None
    assert find("night", night, team=[night] * 9) == {
        "number": 3,
        "nights": 0,
    }  # their colleague's shift is not theirs


def test_many_refusals_stand_out_by_themselves():
    assert find("refusals", UserCaseUseCountsOfDay(refusals=9)) is None
    assert find("refusals", UserCaseUseCountsOfDay(refusals=10)) == {"number": 10}


def write(user, *, hour=11, verb="viewed: case", about=None, outcome="read", day=DAY, minute=0, actor=None):
    at = datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)
    row = make_unsaved_audit_record(
        at, (actor or user.actor).who, verb=verb, about=about, outcome=outcome, shown=["identity"], why=""
    )
    row.save(force_insert=True)


@pytest.fixture
def six_cases(cast):
    return [tell(cast.worker.actor).case_id for _ in range(6)]


def found(**wanted):
    return {
        (row.worker.name, row.rule) for row in UnusualUse.objects.filter(**wanted).select_related("worker")
    }


def test_planted_misuse_is_found_and_ordinary_work_is_not(cast, six_cases):
    for case in six_cases:
        write(cast.worker, about=case)  # her own cases, by day
        write(cast.lead, about=case, hour=2)  # somebody else's, at two in the morning, without a link
    for minute in range(20):
        write(cast.colleague, verb="searched by name", minute=minute)
        write(cast.outsider, outcome="refused", about=six_cases[0], minute=minute)
    assert detect_unusual_use_on_days(DAY, DAY) == 4
    assert found() == {
        ("Leah Corrigan", "night"),
        ("Leah Corrigan", "no_link"),
        ("Cole Bartram", "searches"),
        ("Otis Farrant", "refusals"),
    }
    one = UnusualUse.objects.get(rule="night")
    assert one.reason == ("Read 6 cases between 10pm and 6am. No access at night in the previous four weeks.")


def test_a_shift_of_the_rota_makes_a_night_ordinary_and_leave_or_another_hour_does_not(cast, six_cases):
    who = make_practitioner(cast.lead.actor, "Leah Corrigan", account=cast.lead)
    night = datetime(2026, 11, 18, 0, tzinfo=UTC), datetime(2026, 11, 18, 3, tzinfo=UTC)
    away = datetime(2026, 11, 18, 4, tzinfo=UTC), datetime(2026, 11, 18, 6, tzinfo=UTC)
    for kind, (starts, ends) in (("on_call", night), ("away", away)):
        AvailabilityPeriod.objects.create(
            practitioner=who, kind=kind, starts_at=starts, ends_at=ends, added_by=cast.lead, added_at=starts
        )
    for case in six_cases:
        write(cast.lead, about=case, hour=2)
    detect_unusual_use_on_days(DAY, DAY)
    assert ("Leah Corrigan", "night") not in found()
    for case in six_cases[:4]:
        write(cast.lead, about=case, hour=4, minute=10)
    detect_unusual_use_on_days(DAY, DAY)
    one = UnusualUse.objects.get(rule="night")
    assert one.numbers == {"number": 4, "nights": 0}
    assert len(list_case_references_of_finding(one)) == 4


def test_whoever_works_for_several_organisations_is_judged_in_each(cast, six_cases):
    """The lead works for Harbour too. What they did for each is its own data protection lead's to ask about."""
    quiet = cast.partner.actor
    away = replace(cast.lead.actor, body_id=quiet.body_id, body_code="harbour", body_name="Harbour")
    Membership.objects.create(
        user=cast.lead, body_id=quiet.body_id, role="duty_lead", since=timezone.now(), given_by=cast.partner
    )
    for case in six_cases:
        write(cast.lead, about=case, hour=2)
        write(cast.lead, about=case, hour=2, minute=5, actor=away)
    assert detect_unusual_use_on_days(DAY, DAY) == 3
    rows = UnusualUse.objects.filter(worker=cast.lead)
    assert {(row.body.code, row.rule, row.numbers["number"]) for row in rows} == {
        ("lantern", "night", 6),
        ("lantern", "no_link", 6),
        ("harbour", "night", 6),
    }
    assert list_case_references_of_finding(rows.get(body__code="harbour")) == []
    assert len(list_case_references_of_finding(rows.get(body__code="lantern", rule="night"))) == 6


def test_the_colleagues_of_one_organisation_are_no_measure_for_another(cast, six_cases):
    """At Harbour everybody reads eighteen cases; at Lantern fifteen in one day still stand out."""
    many = [*six_cases, *(tell(cast.worker.actor).case_id for _ in range(9))]
    Membership.objects.create(
        user=cast.partner, body=cast.worker.body, role="navigator", since=timezone.now(), given_by=cast.worker
    )
    here = replace(cast.partner.actor, body_id=cast.worker.body_id, body_code="lantern", role=Role.NAVIGATOR)
    for back in range(1, 6):
        for minute, case in enumerate(many):
            write(cast.partner, about=case, day=DAY - timedelta(days=back), minute=minute)
    for minute, case in enumerate(many):
        write(cast.partner, about=case, minute=minute, actor=here)
    detect_unusual_use_on_days(DAY, DAY)
    assert UnusualUse.objects.filter(worker=cast.partner, rule="many_cases", body=cast.worker.body).exists()


def test_whoever_is_named_or_recorded_something_has_a_link(cast, six_cases):
    for case in six_cases:
        write(cast.lead, about=case)
    write(
        cast.lead, about=six_cases[0], outcome="done", verb="recorded an event", day=DAY - timedelta(days=90)
    )
    write(
        cast.lead, about=six_cases[1], outcome="done", verb="recorded an event", day=DAY - timedelta(days=90)
    )
    assert detect_unusual_use_on_days(DAY, DAY) == 0  # four are left, fewer than five


def test_a_lead_who_reads_as_many_every_day_does_not_stand_out(cast, six_cases):
    for back in range(5):
        for case in six_cases:
            write(cast.lead, about=case, day=DAY - timedelta(days=back))
    detect_unusual_use_on_days(DAY, DAY)
    assert found() == set()


def test_looking_again_adds_nothing_and_keeps_what_was_decided(cast, six_cases):
    for case in six_cases:
        write(cast.lead, about=case, hour=2)
    detect_unusual_use_on_days(DAY, DAY)
    UnusualUse.objects.update(state="dismissed", decision="On call that week")
    assert detect_unusual_use_on_days(DAY, DAY) == 0
    assert set(UnusualUse.objects.values_list("state", flat=True)) == {"dismissed"}


def test_the_sweep_looks_at_each_day_that_is_over_once(cast, six_cases):
    for case in six_cases:
        write(cast.lead, about=case, hour=2)
    assert detect_unusual_use_on_recent_days(DAY) == 0  # the day is not over
    assert detect_unusual_use_on_recent_days(DAY + timedelta(days=1)) == 2
    UnusualUse.objects.all().delete()
    assert detect_unusual_use_on_recent_days(DAY + timedelta(days=1)) == 0


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_find_each_thing_once(cast, six_cases):
    for case in six_cases:
        write(cast.lead, about=case, hour=2)
    at_once(*[lambda: detect_unusual_use_on_days(DAY, DAY)] * 2)
    assert UnusualUse.objects.count() == 2


@pytest.fixture
def finding(cast):
    return UnusualUse.objects.create(
        worker=cast.lead,
        body=cast.lead.body,
        rule="refusals",
        day=DAY,
        numbers={"number": 12},
        changed_at=datetime(2026, 11, 19, tzinfo=UTC),
    )


def test_a_data_protection_lead_decides_with_a_reason(cast, finding, signed_in):
    client = signed_in(cast.protector)
    page = client.get(reverse("unusual_use")).content.decode()
    assert "Leah Corrigan" in page
    assert "Refused access 12 times in one day." in page
    path = reverse("decide_unusual_use", args=[finding.pk])
    missing = client.post(path, {"state": "dismissed", "decision": "", "seen": 1}, follow=True)
    assert "There is a problem" in missing.content.decode()
    sent = client.post(path, {"state": "following", "decision": "Rang her manager", "seen": 1}, follow=True)
    assert sent.redirect_chain[-1][0] == reverse("unusual_use")
    finding.refresh_from_db()
    assert (finding.state, finding.decision, finding.changed_by_id) == (
        "following",
        "Rang her manager",
        cast.protector.pk,
    )
    kept = Record.objects.get(verb="decided on unusual use")
    assert "Rang" not in kept.why
    assert "Rang her manager" in client.get(f"{reverse('unusual_use')}?state=following").content.decode()


def test_the_page_lists_the_cases_that_the_finding_counts(cast, six_cases):
    for number, case in enumerate(six_cases):
        write(cast.lead, about=case, hour=2 if number < 4 else 11)
    write(cast.lead, outcome="refused", about=six_cases[5])
    detect_unusual_use_on_days(DAY, DAY)
    listed = {row.rule: len(list_case_references_of_finding(row)) for row in UnusualUse.objects.all()}
    assert (listed["night"], listed["no_link"]) == (4, 6)
    night = UnusualUse.objects.get(rule="night")
    assert (night.numbers["number"], night.get_rule_display()) == (4, "At night, off shift")


def test_cases_without_a_link_are_as_many_in_the_list_as_in_the_sentence(cast, six_cases):
    """Seven were read; on one of them the reader had recorded something, so it has a link."""
    for case in [*six_cases, linked := tell(cast.worker.actor).case_id]:
        write(cast.lead, about=case)
    write(cast.lead, about=linked, outcome="done", verb="recorded a contact")
    detect_unusual_use_on_days(DAY, DAY)
    finding = UnusualUse.objects.get(rule="no_link")
    assert finding.numbers["number"] == len(list_case_references_of_finding(finding)) == 6


def test_more_than_twenty_cases_are_folded_and_none_is_left_out(cast, finding, signed_in, monkeypatch):
    listed = [f"LN-{number:04}-A" for number in range(33)]
    monkeypatch.setattr("handrail.people.unusual_use.views.list_case_references_of_finding", lambda _: listed)
    path = reverse("decide_unusual_use", args=[finding.pk])
    page = signed_in(cast.protector).get(path).content.decode().split("Which cases")[1]
    before, folded = page.split("13 more cases")
    assert (before.count("/looks/?"), folded.count("/looks/?")) == (20, 13)


def test_the_page_leads_to_the_log_of_each_case_of_that_day(cast, six_cases, finding, signed_in):
    write(cast.lead, about=six_cases[0], outcome="refused")
    write(cast.lead, about=six_cases[1], day=DAY - timedelta(days=1))
    write(cast.colleague, about=six_cases[2])
    client = signed_in(cast.protector)
    page = client.get(reverse("decide_unusual_use", args=[finding.pk])).content.decode()
    references = [Case.objects.get(pk=case).reference for case in six_cases[:3]]
    assert [reference in page for reference in references] == [True, False, False]
    (href,) = re.findall(r'href="(/cases/[^"]+)"', page.split("Which cases")[1])
    log = client.get(html.unescape(href)).content.decode().split("<tbody")[1]
    assert "Leah Corrigan" in log
    assert Record.objects.filter(verb="viewed: unusual use", user_id=str(cast.protector.pk)).count() == 1


@pytest.mark.parametrize("who", ["worker", "lead", "outsider", "partner", "commissioner"])
def test_nobody_else_sees_or_decides(cast, finding, signed_in, who):
    client = signed_in(getattr(cast, who))
    for path in (reverse("unusual_use"), reverse("decide_unusual_use", args=[finding.pk])):
        assert client.get(path).status_code == 403
        assert client.post(path, {"state": "dismissed", "decision": "x", "seen": 1}).status_code == 403
    with pytest.raises(Denied):
        record_unusual_use_decision(finding, seen=1, by=getattr(cast, who).actor)


def test_a_lead_of_data_protection_does_not_decide_about_themselves(cast, finding, signed_in):
    UnusualUse.objects.update(worker=cast.protector)
    client = signed_in(cast.protector)
    assert "Dana Kestrel, " not in client.get(reverse("unusual_use")).content.decode().split("<main")[-1]
    assert client.get(reverse("decide_unusual_use", args=[finding.pk])).status_code == 404
