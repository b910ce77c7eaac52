"""Lines of services: who moves them, what each stop needs, notices with their reminders, a provider that ends."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from handrail.areas.commissioning.actions import lines, moves, notices, specification
from handrail.areas.commissioning.clause_sources import RenewalRiskEvidenceSource
from handrail.areas.commissioning.models import (
    ClauseCitation,
    CommissionedService,
    SpecificationClause,
    StageMove,
)
from handrail.areas.commissioning.presenters import present_service_stages
from handrail.areas.commissioning.queries.lines import (
    CommissionedServiceFilter,
    get_commissioned_service,
    list_clauses_citing_evidence,
    select_commissioned_services,
)
from handrail.areas.commissioning.successor_after_reform import find_successor_body_of_agreement
from handrail.directory.models import Service
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.dates import add_months
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.commissioning import DAY, a_line, commission, fill_review, lead_to, move, with_terms
from support.worlds import shared_world


@shared_world
def line(cast):
    return a_line(cast).pk


def test_the_office_moves_and_the_signatory_signs(cast, line):
    got = CommissionedService.objects.get(pk=line)
    with_terms(cast, got)
    for stage in ("intention", "specification", "tender", "evaluation"):
        move(cast, line, stage)
    got = CommissionedService.objects.get(pk=line)
    step = StageMove(
        line=got, stage="decision", on=today(), reason="The better bid", document="Decision 25/031"
    )
    with pytest.raises(Denied):
        moves.move_service_to_stage(step, seen=got.version, by=cast.commissioner.actor)
    moves.move_service_to_stage(step, seen=got.version, by=cast.signatory.actor)
    with pytest.raises(Denied):
        moves.move_service_to_stage(
            StageMove(line=got, stage="standstill", on=today(), reason="x"), seen=1, by=cast.board.actor
        )
    assert [row.stage for row in get_commissioned_service(cast.board.actor, line).moves.all()][
        -1
    ] == "decision"
    with pytest.raises(AppendOnlyError):
        StageMove.objects.filter(line=line).update(reason="other")


def test_a_line_moves_only_as_its_table_says_and_never_back_in_time(cast, line):
    got = CommissionedService.objects.get(pk=line)
    leap = StageMove(line=got, stage="live", on=today(), reason="x")
    with pytest.raises(ActionNotPossibleError, match="cannot move there"):
        moves.move_service_to_stage(leap, seen=1, by=cast.commissioner.actor)
    move(cast, line, "intention", today() - DAY)
    with pytest.raises(ActionNotPossibleError, match="or later: the stage before"):
        move(cast, line, "specification", today() - 2 * DAY)


def test_of_two_who_move_at_once_the_second_is_told(cast, line):
    seen = CommissionedService.objects.get(pk=line).version
    move(cast, line, "intention")
    late = StageMove(
        line=CommissionedService.objects.get(pk=line), stage="specification", on=today(), reason="x"
    )
    with pytest.raises(ConcurrentEditError):
        moves.move_service_to_stage(late, seen=seen, by=cast.commissioner.actor)


def test_a_decision_needs_its_terms(cast, line):
    for stage in ("intention", "specification", "tender", "evaluation"):
        move(cast, line, stage)
    with pytest.raises(ActionNotPossibleError, match="Enter the terms first"):
        move(cast, line, "decision")


def test_nothing_is_signed_before_standstill_is_over(cast):
    strict = a_line(cast, regime="act_2023", title="Strict")
    long_ago = {
        stage: today() - 40 * DAY for stage in ("intention", "specification", "market_talk", "tender")
    }
    long_ago |= {
        "evaluation": today() - 40 * DAY,
        "decision": today() - 40 * DAY,
        "standstill": today() - 2 * DAY,
    }
    lead_to(cast, strict, "standstill", long_ago)
    with pytest.raises(ActionNotPossibleError, match="Its last day is"):
        move(cast, strict.pk, "signed")
    direct = lead_to(cast, a_line(cast, regime="act_2023", title="Direct"), "decision")
    with pytest.raises(ActionNotPossibleError, match="Begin standstill first"):
        move(cast, direct.pk, "signed")


def test_a_service_goes_live_only_with_its_published_entry(cast):
    made = lead_to(cast, a_line(cast), "mobilisation")
    Service.objects.filter(pk=made.directory_service_id).update(public=False)
    with pytest.raises(ActionNotPossibleError, match="open and published"):
        move(cast, made.pk, "live")
    Service.objects.filter(pk=made.directory_service_id).update(public=True)
    move(cast, made.pk, "live")
    ask = FollowUp.objects.get(origin_id=str(made.pk), what__startswith="Decide what follows")
    # 300 days from today, less 13 weeks of notice and 26 for a procurement
    assert ask.due_on == max(today(), today() + 300 * DAY - datetime.timedelta(weeks=39))


def test_each_stop_brings_its_notice_and_its_reminder(cast):
    made = lead_to(cast, a_line(cast), "signed")
    notice = made.notices.get(code="UK7")
    assert notice.due_on == today() + 119 * DAY  # light touch: 120 days, signing is day 1
    assert (notice.follow_up.owner_id, notice.follow_up.due_on) == (cast.commissioner.body_id, notice.due_on)
    notice.published_on, notice.reference = today(), "2026/S 000-012345"
    notices.record_notice_published(notice, seen=notice.version, by=cast.commissioner.actor)
    ask = FollowUp.objects.get(pk=notice.follow_up_id)
    assert (ask.state, ask.said.get().evidence) == ("done", "2026/S 000-012345")
    with pytest.raises(ActionNotPossibleError, match="recorded already"):
        notices.record_notice_not_needed(notice, seen=notice.version, by=cast.commissioner.actor)


def test_a_line_that_is_dropped_before_its_tender_asks_for_no_notice(cast, line):
    move(cast, line, "dropped")
    assert not CommissionedService.objects.get(pk=line).notices.exists()


def publish(cast, notice):
    notice.published_on, notice.reference = today(), f"2026/S 000-{notice.number:06}"
    notices.record_notice_published(notice, seen=notice.version, by=cast.commissioner.actor)


def test_a_contract_under_the_act_asks_for_its_pipeline_and_every_year_for_its_performance(cast):
    long_ago = {stage: today() - 40 * DAY for stage in ("decision", "standstill")}
    made = lead_to(cast, a_line(cast, regime="act_2023", title="Strict"), "live", long_ago)
    codes = list(made.notices.values_list("code", flat=True))
    assert codes == ["UK1", "UK2", "UK4", "UK6", "UK7", "UK9"]
    first = made.notices.get(code="UK9")
    assert first.due_on == add_months(today(), 12)
    publish(cast, first)
    second = made.notices.get(code="UK9", state="due")
    assert second.due_on == add_months(today(), 24)
    assert second.follow_up.due_on == second.due_on
    move(cast, made.pk, "ended")
    second.refresh_from_db()
    assert (second.state, second.follow_up.state) == ("not_needed", "dropped")
    last = made.notices.get(code="UK9", state="due")
    assert last.due_on == today()
    publish(cast, last)
    assert not made.notices.filter(code="UK9", state="due").exists()


def test_a_yearly_notice_that_is_not_needed_does_not_come_back(cast):
    made = lead_to(cast, a_line(cast, regime="act_2023", title="Small"), "live")
    notice = made.notices.get(code="UK9")
    notice.why_not = "The contract is worth £84,000"
    notices.record_notice_not_needed(notice, seen=notice.version, by=cast.commissioner.actor)
    move(cast, made.pk, "ended")
    assert made.notices.filter(code="UK9").count() == 1
    assert made.notices.filter(code="UK11", state="due").exists()


@pytest.mark.parametrize("regime", ["act_2023", "light_touch"])
def test_a_direct_award_asks_for_its_transparency_notice_and_none_of_a_tender(cast, regime):
    made = a_line(cast, regime=regime)
    for stage in ("intention", "specification", "direct_award"):
        move(cast, made.pk, stage)
    codes = set(made.notices.values_list("code", flat=True))
    assert "UK5" in codes
    assert "UK4" not in codes
    line = get_commissioned_service(cast.commissioner.actor, made.pk)
    drawn = [stop.name for stop in present_service_stages(line)["before"]]
    assert drawn == ["Need", "Intention", "Specification", "Market engagement", "Direct award", "Decision"]
    with_terms(cast, made)
    move(cast, made.pk, "dropped")
    assert made.notices.filter(code="UK12").exists()


def test_a_line_that_was_tendered_is_drawn_without_a_direct_award(cast, line):
    drawn = [
        stop.name
        for stop in present_service_stages(get_commissioned_service(cast.commissioner.actor, line))["before"]
    ]
    assert "Direct award" not in drawn
    assert "Tender" in drawn


def test_what_is_signed_names_its_document(cast):
    made = lead_to(cast, a_line(cast), "evaluation")
    with pytest.raises(ValidationError, match="the document that is signed"):
        move(cast, made.pk, "decision", document="")
    with pytest.raises(IntegrityError), transaction.atomic():
        StageMove.objects.create(
            line=made,
            number=99,
            stage="signed",
            on=today(),
            reason="x",
            body=cast.commissioner.body,
            at=timezone.now(),
        )
    assert CommissionedService.objects.get(pk=made.pk).stage == "evaluation"


def test_rules_must_fit_the_day_on_which_the_procurement_began(cast):
    with pytest.raises(ValidationError, match="do not hold for a procurement that began on 1 June 2024"):
        a_line(cast, regime="act_2023", began=datetime.date(2024, 6, 1))
    with pytest.raises(ValidationError, match="A grant has the rules of a grant"):
        a_line(cast, "grant", regime="light_touch")
    assert a_line(cast, regime="pcr_2015", began=datetime.date(2024, 6, 1)).pk


def test_a_provider_that_ends_leaves_the_service_until_it_is_replaced(cast):
    made = lead_to(cast, a_line(cast), "live")
    made.provider_ended_on, made.provider_ended_why = today(), "Dissolved at Companies House"
    lines.record_provider_ended(made, seen=made.version, by=cast.commissioner.actor)
    now = CommissionedService.objects.get(pk=made.pk)
    assert now.stage == "live"
    assert Service.objects.get(pk=made.directory_service_id).state == "open"
    ask = FollowUp.objects.get(origin_id=str(made.pk), what__startswith="Say who provides")
    assert ask.due_on == today() + 28 * DAY
    with pytest.raises(ActionNotPossibleError, match="Enter the new provider"):
        lines.record_new_provider_of_service(now, seen=now.version, by=cast.commissioner.actor)
    now.provider_name = "Harbour"
    lines.record_new_provider_of_service(now, seen=now.version, by=cast.commissioner.actor)
    assert CommissionedService.objects.get(pk=made.pk).provider_ended_on is None


def test_an_agreement_that_outlives_its_body_names_the_successor(cast, line):
    body = cast.commissioner.body
    assert find_successor_body_of_agreement(body, datetime.date(2027, 3, 31)) is None
    found = find_successor_body_of_agreement(body, datetime.date(2029, 3, 31))
    assert found is not None
    assert (found.planned, found.since, found.precision) == (True, datetime.date(2028, 5, 1), "month")


def test_neighbours_read_nothing_and_the_force_of_the_area_reads(cast, line):
    with pytest.raises(RecordNotVisibleError):
        get_commissioned_service(cast.neighbour.actor, line)
    assert get_commissioned_service(cast.force_lead.actor, line).pk == line
    with pytest.raises(Denied):
        get_commissioned_service(cast.collator.actor, line)
    assert list(select_commissioned_services(cast.neighbour.actor, CommissionedServiceFilter())) == []


def test_a_clause_cites_a_line_of_a_review_and_is_found_from_it(cast):
    world = commission(cast)
    (source,) = RenewalRiskEvidenceSource().list_lines(cast.commissioner.actor)
    cited = ClauseCitation(kind="review_line", source_id=source.id)
    specification.cite_evidence_in_clause(world.contract, 1, cited, by=cast.commissioner.actor)
    (found,) = list_clauses_citing_evidence(cast.board.actor, "review_line", source.id)
    assert (found.number, found.line_id) == (1, world.contract)
    assert list_clauses_citing_evidence(cast.neighbour.actor, "review_line", source.id) == []
    again = ClauseCitation(kind="review_line", source_id=source.id)
    with pytest.raises(ActionNotPossibleError, match="cites that line already"):
        specification.cite_evidence_in_clause(world.contract, 1, again, by=cast.commissioner.actor)
    strange = ClauseCitation(kind="review_line", source_id="0")
    with pytest.raises(ActionNotPossibleError, match="open to you"):
        specification.cite_evidence_in_clause(world.contract, 1, strange, by=cast.commissioner.actor)


def test_a_clause_is_changed_on_the_version_that_was_seen(cast, line):
    clause = specification.add_clause(
        SpecificationClause(line=CommissionedService.objects.get(pk=line), words="One"),
        by=cast.commissioner.actor,
    )
    clause.words = "Two"
    specification.change_clause(clause, seen=1, by=cast.commissioner.actor)
    with pytest.raises(ConcurrentEditError):
        specification.change_clause(clause, seen=1, by=cast.commissioner.actor)


def test_a_filled_review_is_only_for_a_line_in_review(cast):
    made = lead_to(cast, a_line(cast, "grant"), "live")
    with pytest.raises(made.reviews.model.DoesNotExist):
        fill_review(cast, made.pk)
