"""Intelligence: a second person, sealed words, one draw for each month, cells that tell of nobody."""

import datetime

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.utils import timezone

from handrail.areas.intelligence.actions import monthly_figures, outreach, reports
from handrail.areas.intelligence.identifying_text import raise_if_text_identifies_someone
from handrail.areas.intelligence.models import DistrictFigures, IntelligenceMonth, IntelligenceReport
from handrail.areas.intelligence.queries.district_map import OTHERS, merge_small_district_counts
from handrail.platform.access.errors import Denied
from handrail.platform.audit.models import Record
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.cast import LINCOLNSHIRE, sign_in
from support.concurrency import at_once
from support.intelligence_pages import second_force_lead
from support.prevention_data import council, go_out, write_report
from support.query_counts import count

GRADE = reports.IntelligenceGradeInput("3x5x2", "2", "C", "P")


def test_a_report_goes_to_the_force_of_the_area_and_nobody_else_reads_or_clears_it(cast):
    report = write_report(cast)
    assert (report.body_id, report.from_body_id) == (cast.force_lead.body_id, cast.partner.body_id)
    for person, refusal in (
        ("outsider", RecordNotVisibleError),
        ("officer", RecordNotVisibleError),
        ("commissioner", Denied),
        ("collator", Denied),
    ):
        with pytest.raises(refusal):
            reports.read_report_and_record_access(report.pk, by=getattr(cast, person).actor)
    with pytest.raises(Denied):
        reports.grade_and_clear_report(report.pk, GRADE, seen=1, by=cast.partner.actor)
    reports.read_report_and_record_access(report.pk, by=cast.force_lead.actor)
    assert Record.objects.filter(verb="read an intelligence report", about=report.pk).exists()


def test_the_database_refuses_a_report_that_its_writer_cleared(cast):
    report = write_report(cast, by=cast.force_lead)
    with pytest.raises(ActionNotPossibleError, match="second person"):
        reports.grade_and_clear_report(report.pk, GRADE, seen=1, by=cast.force_lead.actor)
    with pytest.raises(IntegrityError):
        IntelligenceReport.objects.filter(pk=report.pk).update(
            state="cleared",
            cleared_by=cast.force_lead,
            cleared_at=timezone.now(),
            scheme="3x5x2",
            source_grade="1",
            information_grade="A",
            handling="P",
        )


def test_the_words_are_sealed_in_the_database(cast):
    write_report(cast)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT words FROM {IntelligenceReport._meta.db_table}")
        (stored,) = cursor.fetchone()
    assert b"PLANT-WORDS" not in bytes(stored)


def test_a_returned_report_is_rewritten_and_a_cleared_one_stays(cast):
    report = write_report(cast)
    reports.send_report_back_to_writer(report.pk, because="unclear", seen=1, by=cast.force_lead.actor)
    row = IntelligenceReport.objects.get(pk=report.pk)
    row.words = "A sauna that closes at midnight."
    reports.change_uncleared_report(row, seen=2, by=cast.partner.actor)
    reports.grade_and_clear_report(report.pk, GRADE, seen=3, by=cast.force_lead.actor)
    row = IntelligenceReport.objects.get(pk=report.pk)
    assert row.state == "cleared"
    with pytest.raises(ActionNotPossibleError, match="stays as it is"):
        reports.change_uncleared_report(row, seen=4, by=cast.partner.actor)


@pytest.mark.parametrize(
    "said",
    [
        "It closed in May 2026 and opened in Nov 2026.",
        "About 20 women, 3 cars, 12 weeks.",
        "Class A drugs were mentioned.",
    ],
)
def test_plain_words_pass(said):
    raise_if_text_identifies_someone("words", said)


@pytest.mark.parametrize("scheme_code", [("3x5x2", "9"), ("5x5x5", "P")])
def test_a_grade_of_another_scheme_is_refused(cast, scheme_code):
    scheme, handling = scheme_code
    grade = reports.IntelligenceGradeInput(
        scheme, "2" if scheme == "3x5x2" else "B", "C" if scheme == "3x5x2" else "3", handling
    )
    with pytest.raises(ValidationError, match="Choose from the list"):
        reports.grade_and_clear_report(write_report(cast).pk, grade, seen=1, by=cast.force_lead.actor)


@pytest.mark.parametrize(
    ("cells", "shown"),
    [
        ({"A": 40, "B": 15, "C": 5, "D": 5}, [("A", 40), ("B", 15), (OTHERS, 10)]),
        ({"A": 40, "B": 15, "C": 5}, [("A", 40), (OTHERS, 20)]),  # 5 alone would tell: B joins it
        ({"A": 5}, []),
        ({"A": 10}, [("A", 10)]),
        ({"A": 10, "B": 5}, [(OTHERS, 15)]),
        ({}, []),
    ],
)
def test_no_cell_is_smaller_than_ten_and_none_follows_from_the_others(cells, shown):
    assert merge_small_district_counts(cells) == shown


@time_machine.travel("2026-08-10T10:00:00+00:00", tick=False)
def test_a_month_is_drawn_once_in_multiples_of_five_that_add_up(cast):
    for _ in range(7):
        reports.grade_and_clear_report(write_report(cast).pk, GRADE, seen=1, by=cast.force_lead.actor)
    session = go_out(cast)
    counts = {"met_women": 12, "contacts": 3, "unknown": 9}
    outreach.confirm_outreach_safe_return(session.pk, counts=counts, seen=1, by=cast.partner.actor)
    monthly_figures.publish_district_figures_of_month("2026-08")
    found = {
        (row.measure, cell): number
        for row in DistrictFigures.objects.filter(area_code=LINCOLNSHIRE)
        for cell, number in row.figures.items()
    }
    assert found["reports", ""] in (5, 10)
    assert found["reports", council().code] == found["reports", ""]
    assert found["people", ""] in (10, 15)
    assert {number % 5 for number in found.values()} == {0}
    with pytest.raises(IntegrityError):
        monthly_figures.publish_district_figures_of_month("2026-08")


def _clear_on(cast, day: str) -> IntelligenceReport:
    with time_machine.travel(f"{day}T10:00:00+00:00", tick=False):
        report = write_report(cast, received_on=datetime.date.fromisoformat(day))
        reports.grade_and_clear_report(report.pk, GRADE, seen=1, by=cast.force_lead.actor)
    return report


def _figures_shown(measure: str) -> dict[str, int]:
    rows = DistrictFigures.objects.filter(area_code=LINCOLNSHIRE, measure=measure).select_related("month")
    return {row.month.month: row.figures[""] for row in rows}


@pytest.mark.one_engine
def test_months_added_up_stay_near_the_truth_however_small_each_is(cast):
    """One report a month: each shows as 0 or 5, and 24 of them may not show as 0 or 120."""
    months = [f"{2024 + number // 12}-{number % 12 + 1:02}" for number in range(24)]
    for number, month in enumerate(months, 1):
        _clear_on(cast, f"{month}-10")
        monthly_figures.publish_district_figures_of_month(month)
        within = IntelligenceMonth.objects.get(month=month).within
        assert abs(sum(_figures_shown("reports").values()) - number) <= within <= 9


def test_what_a_report_led_to_after_its_month_was_drawn_is_in_the_next_month(cast):
    report = _clear_on(cast, "2026-08-10")
    monthly_figures.publish_district_figures_of_month("2026-08")
    reports.record_report_results(
        report.pk, contacts=40, referrals=0, seen=2, by=cast.force_lead.actor
    )  # a multiple of five, which rounding leaves as it is
    monthly_figures.publish_district_figures_of_month("2026-09")
    assert _figures_shown("contacts") == {"2026-09": 40}
    reports.record_report_results(report.pk, contacts=30, referrals=0, seen=3, by=cast.force_lead.actor)
    monthly_figures.publish_district_figures_of_month("2026-10")  # fewer: nothing is taken back
    reports.record_report_results(report.pk, contacts=60, referrals=0, seen=4, by=cast.force_lead.actor)
    monthly_figures.publish_district_figures_of_month("2026-11")
    assert _figures_shown("contacts") == {"2026-09": 40, "2026-11": 20}


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_who_clear_at_once_leave_one_grade(cast):
    report, second = write_report(cast), second_force_lead(cast)
    answers = at_once(
        *(
            lambda by=by: reports.grade_and_clear_report(report.pk, GRADE, seen=1, by=by.actor)
            for by in (cast.force_lead, second)
        )
    )
    refused = [each for each in answers if isinstance(each, ActionNotPossibleError | ConcurrentEditError)]
    assert len(refused) == 1


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_draws_at_once_leave_one_month(cast):
    answers = at_once(*(lambda: monthly_figures.publish_district_figures_of_month("2026-08"),) * 2)
    assert len([each for each in answers if isinstance(each, Exception)]) == 1
    assert IntelligenceMonth.objects.count() == 1


@pytest.mark.one_engine
def test_lists_and_the_map_ask_as_often_for_thirty_as_for_one(cast, client):
    force = sign_in(client, cast.force_lead)
    write_report(cast)
    lists = ("/intelligence/", "/intelligence/map/")
    before = {address: count(force, address) for address in lists}
    for _ in range(30):
        write_report(cast)
    assert {address: count(force, address) for address in lists} == before
    go_out(cast, alarm_to=cast.partner)
    charity = sign_in(client, cast.partner)
    one = count(charity, "/outreach/")
    for _ in range(30):
        go_out(cast)
    assert count(charity, "/outreach/") == one
    assert max(*before.values(), one) <= 12


def test_an_alarm_goes_to_nobody_outside_the_organisation(cast):
    with pytest.raises(ValidationError, match="Choose who is told"):
        go_out(cast, alarm_to=cast.outsider)
    session = go_out(cast)
    outreach.extend_outreach_session(session.pk, minutes=15, seen=1, by=cast.partner.actor)
    with pytest.raises(ConcurrentEditError):
        outreach.extend_outreach_session(session.pk, minutes=15, seen=1, by=cast.partner.actor)
    assert outreach.queue_overdue_outreach_alarms(now=timezone.now() + datetime.timedelta(minutes=16)) == 1
