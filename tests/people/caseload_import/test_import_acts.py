"""What people decide of an import, and what the work beside the pages makes of it."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from handrail.people.caseload_import.actions import decisions, uploads
from handrail.people.caseload_import.actions.background_round import KEPT_FOR, run_caseload_import_round
from handrail.people.caseload_import.models import (
    CaseloadImport,
    CaseloadImportRow,
    ImportedCase,
)
from handrail.people.caseload_import.queries.imports import get_import_for_actor, get_row, get_rows_page
from handrail.people.caseload_import.text_choices import RowDecision, RowState, SupportConsent
from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.records.models import Case, Consent, Event, Person
from handrail.platform.access.errors import Denied, NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.models import Grant, User
from handrail.platform.access.roles import Role
from handrail.platform.audit.models import Record
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from handrail.platform.vault import keys
from support.caseload_import import ANA, BEN, HEADS, answer, bring, check, make_csv, upload
from support.concurrency import at_once

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


CAI = ("L-3", "Cai", "Cai Hughes", "", "Adult", "10/05/2023", "")


def states(made):
    return dict(CaseloadImportRow.objects.filter(caseload=made).values_list("number", "state"))


def findings(actor, made, number):
    return [
        (one.column, str(one.says)) for one in get_row(get_import_for_actor(actor, made.pk), number).findings
    ]


def test_the_dry_run_writes_no_case_and_says_what_is_wrong_where(cast):
    before = Case.objects.count()
    made = check(cast.lead.actor, ANA, (*BEN[:3], "31/02/1988", *BEN[4:]), ("", "", "", "", "", "", ""), CAI)
    assert made.state == "checked"
    assert states(made) == {2: "ready", 3: "faulty", 5: "ready"}
    found = findings(cast.lead.actor, made, 3)
    assert found == [("DOB", "“31/02/1988” is not a day in the calendar. Check day and month.")]
    assert Case.objects.count() == before


def test_the_pathway_refuses_a_decision_before_its_referral_and_lets_a_gap_stand(cast):
    heads = (*HEADS, "RG decision", "RG date")
    impossible = (*ANA, "Positive", "05/03/2024")  # referred on the sixth
    gap = (*BEN[:6], "", "Positive", "05/06/2024")
    made = check(cast.lead.actor, impossible, gap, heads=heads)
    assert states(made) == {2: "faulty", 3: "ready"}
    [(column, says), *_] = findings(cast.lead.actor, made, 2)
    assert column == "NRM referral"
    assert says.startswith("Reasonable grounds: positive is recorded on 5 March 2024, and nothing before it.")
    assert findings(cast.lead.actor, made, 3)[0][0] == "NRM referral"


def test_a_row_of_somebody_known_waits_for_a_decision_and_is_never_merged(cast):
    actor = cast.lead.actor
    bring(actor, ANA)
    made = check(actor, ("L-7", "Ana", "Anna Dragan", "14/03/1994", "Adult", "01/02/2025", ""), BEN)
    assert states(made) == {2: "duplicate", 3: "ready"}
    with pytest.raises(ActionNotPossibleError, match="1 row may be of someone known"):
        decisions.start_import(import_id=made.pk, by=actor)
    likely = get_row(get_import_for_actor(actor, made.pk), 2).likely
    assert [one.person.full_name.open() for one in likely] == ["Ana Dragan"]
    decisions.decide_row(import_id=made.pk, number=2, decision=RowDecision.SAME, by=actor)
    decisions.start_import(import_id=made.pk, by=actor)
    run_caseload_import_round()
    made.refresh_from_db()
    assert (made.imported_count, made.left_out_rows) == (1, [2])
    assert Record.objects.filter(about=made.pk, verb="left a row of an import out").count() == 1


def test_two_rows_of_one_person_are_shown_at_the_later_and_decided_together(cast):
    actor = cast.lead.actor
    made = check(actor, ANA, ("L-8", *ANA[1:]), ("L-9", *ANA[1:]))
    assert states(made) == {2: "ready", 3: "duplicate", 4: "duplicate"}
    assert [one.row_number for one in get_row(get_import_for_actor(actor, made.pk), 4).likely] == [2, 3]
    assert decisions.decide_undecided_rows(import_id=made.pk, decision=RowDecision.NEW, by=actor) == 2
    assert set(states(made).values()) == {"ready"}
    with pytest.raises(ActionNotPossibleError, match="nothing to decide"):
        decisions.decide_row(import_id=made.pk, number=2, decision=RowDecision.NEW, by=actor)


def test_consent_of_everybody_is_kept_on_each_case_with_its_event(cast):
    day = datetime.date(2024, 5, 2)
    made = bring(cast.lead.actor, ANA, consent=SupportConsent.ALL, consent_on=day)
    case = ImportedCase.objects.get(caseload=made).case
    [consent] = Consent.objects.filter(case=case)
    assert (consent.matter, consent.said, consent.asked_on) == ("local_support", "yes", day)
    assert consent.event.event == "local_support_started"


def test_provenance_and_the_old_reference_stay_with_the_case(cast):
    made = bring(cast.lead.actor, ANA)
    row = ImportedCase.objects.get(caseload=made)
    row.bind(UnrecordedKeyAccess(row.case_id))
    assert (row.row_number, row.basis, row.own_reference.open()) == (2, "legitimate_interests", "L-1")


def test_whoever_imports_is_named_on_no_case_and_the_point_of_contact_is(cast):
    heads = (*HEADS, "Key worker")
    made = bring(cast.lead.actor, (*ANA, "worker@example.org"), heads=heads)
    case = ImportedCase.objects.get(caseload=made).case
    named = Grant.objects.filter(file=case.pk).values_list("to_user", flat=True)
    assert list(named) == [cast.worker.pk]
    assert case.point_of_contact_id == cast.worker.pk


def test_the_rows_and_the_key_are_gone_when_the_import_has_ended(cast):
    made = bring(cast.lead.actor, ANA, BEN)
    assert not CaseloadImportRow.objects.filter(caseload=made).exists()
    assert made.pk not in keys.find_ids_of_files_whose_key_exists([made.pk])
    assert made.pk in keys.get_erasure_days_by_file_id()
    assert not made.file_name


def test_stopping_leaves_what_is_imported_and_finishing_or_going_on_ends_it(cast):
    actor = cast.lead.actor
    made = check(actor, ANA, BEN)
    decisions.start_import(import_id=made.pk, by=actor)
    run_caseload_import_round(seconds=0)  # one row
    decisions.request_stop(import_id=made.pk, by=actor)
    run_caseload_import_round()
    made.refresh_from_db()
    assert (made.state, made.imported_count) == ("stopped", 1)
    decisions.finish_import(import_id=made.pk, by=actor)
    made.refresh_from_db()
    assert (made.state, made.left_out_rows) == ("done", [3])


def test_undoing_keeps_and_names_a_case_that_somebody_has_worked_on(cast):
    actor = cast.lead.actor
    made = bring(actor, ANA, BEN)
    worked, other = ImportedCase.objects.filter(caseload=made).order_by("row_number")
    record_event(
        case_id=worked.case_id, happening=EventInput("crime_recorded", datetime.date(2024, 5, 1)), by=actor
    )
    decisions.start_undo(import_id=made.pk, by=actor)
    run_caseload_import_round()
    made.refresh_from_db()
    assert made.state == "undone"
    assert Case.objects.filter(pk=worked.case_id).exists()
    assert not Person.objects.filter(pk=other.case_id).exists()
    assert other.case_id in keys.get_erasure_days_by_file_id()
    assert worked.case_id not in keys.get_erasure_days_by_file_id()


def test_a_corrected_file_with_the_same_heads_is_checked_at_once(cast):
    actor = cast.lead.actor
    made = check(actor, (*ANA[:5], "spring", ""))
    assert states(made) == {2: "faulty"}
    uploads.replace_file(import_id=made.pk, name="b.csv", data=make_csv(ANA), by=actor)
    run_caseload_import_round()
    assert states(made) == {2: "ready"}
    other = make_csv(ANA[:6], heads=("Ref", *HEADS[1:6]))
    assert uploads.replace_file(import_id=made.pk, name="c.csv", data=other, by=actor).state == "mapping"


def test_columns_are_kept_for_the_next_time_and_sealed(cast):
    actor = cast.lead.actor
    heads = ("Whoever", *HEADS[1:])
    made = upload(actor, ANA, heads=heads)
    assert made.columns[0] == ""
    codes = ["own_reference", *made.columns[1:]]
    uploads.save_columns(import_id=made.pk, codes=codes, seen=made.version, by=actor)
    assert upload(actor, BEN, heads=heads).columns[0] == "own_reference"
    with connection.cursor() as cursor:
        cursor.execute("SELECT codes FROM caseload_import_savedcolumnmapping")
        [(raw,)] = cursor.fetchall()
    assert b"whoever" not in bytes(raw)


def test_columns_that_are_needed_or_named_twice_are_refused_and_an_old_page_too(cast):
    actor = cast.lead.actor
    made = upload(actor, ANA)
    twice = ["called", "called", *made.columns[2:]]
    with pytest.raises(ActionNotPossibleError, match="Two columns are matched"):
        uploads.save_columns(import_id=made.pk, codes=twice, seen=made.version, by=actor)
    with pytest.raises(ActionNotPossibleError, match="Identified and Adult or child"):
        uploads.save_columns(import_id=made.pk, codes=["called"], seen=made.version, by=actor)
    answer(made, actor)
    with pytest.raises((ConcurrentEditError, ActionNotPossibleError)):
        uploads.save_columns(import_id=made.pk, codes=made.columns, seen=made.version, by=actor)


def test_only_those_who_may_import_and_only_of_their_own_organisation(cast):
    made = upload(cast.lead.actor, ANA)
    with pytest.raises(Denied):
        upload(cast.worker.actor, ANA)
    stranger = User.objects.get(pk=cast.partner.pk)
    User.objects.filter(pk=stranger.pk).update(role=Role.DUTY_LEAD)
    actor = User.objects.get(pk=stranger.pk).actor
    with pytest.raises((NotVisible, Denied)):
        decisions.finish_import(import_id=made.pk, by=actor)


def test_work_stops_where_whoever_began_it_may_no_longer(cast):
    actor = cast.lead.actor
    made = upload(actor, ANA)
    answer(made, actor)
    User.objects.filter(pk=cast.lead.pk).update(is_active=False)
    run_caseload_import_round()
    made.refresh_from_db()
    assert (made.state, made.trouble) == ("asking", "not_allowed")


def test_an_import_that_nobody_goes_on_with_is_ended_after_a_week(cast):
    made = check(cast.lead.actor, ANA)
    CaseloadImport.objects.filter(pk=made.pk).update(
        changed_at=timezone.now() - KEPT_FOR - datetime.timedelta(1)
    )
    run_caseload_import_round()
    made.refresh_from_db()
    assert made.state == "discarded"
    assert not CaseloadImportRow.objects.filter(caseload=made).exists()


def test_a_check_of_another_day_runs_again_before_the_import(cast):
    actor = cast.lead.actor
    made = check(actor, ANA)
    CaseloadImport.objects.filter(pk=made.pk).update(checked_at=timezone.now() - datetime.timedelta(days=2))
    assert decisions.start_import(import_id=made.pk, by=actor).state == "checking"


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_two_processes_at_once_import_no_row_twice(cast):
    actor = cast.lead.actor
    made = check(actor, ANA, BEN)
    decisions.start_import(import_id=made.pk, by=actor)
    at_once(lambda: run_caseload_import_round(), lambda: run_caseload_import_round())
    run_caseload_import_round()
    made.refresh_from_db()
    assert (made.state, made.imported_count) == ("done", 2)
    assert ImportedCase.objects.filter(caseload=made).count() == 2


def test_rows_are_shown_25_a_page_by_where_they_stand(cast):
    rows = [(f"L-{n}", "", "", "", "Adult", f"{1 + n % 28:02}/03/2024", "") for n in range(30)]
    made = check(cast.lead.actor, *rows)
    page, opened = get_rows_page(get_import_for_actor(cast.lead.actor, made.pk), RowState.READY, "2")
    assert (page.paginator.num_pages, len(opened)) == (2, 5)


def test_events_of_a_row_are_on_the_case_with_the_national_reference(cast):
    heads = (*HEADS, "NRM reference", "NRM reference: date", "Detained")
    made = bring(cast.lead.actor, (*ANA, "NRM/12345", "20/03/2024", "01/05/2024"), heads=heads)
    case_id = ImportedCase.objects.get(caseload=made).case_id
    events = set(Event.objects.filter(case=case_id).values_list("event", flat=True))
    assert events == {"identified", "nrm_referred", "nrm_reference_issued", "detained"}
    again = check(
        cast.lead.actor,
        ("L-3", "", "", "", "Adult", "04/03/2025", "", "nrm 12345", "05/03/2025", ""),
        heads=heads,
    )
    assert states(again) == {2: "duplicate"}
