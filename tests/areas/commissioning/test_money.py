"""The money of a line: never claimed beyond, amended, reduced in mid-year; the funder decides about underspend."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from handrail.areas.commissioning.actions import money
from handrail.areas.commissioning.models import (
    Award,
    AwardAmendment,
    Claim,
    CommissionedService,
    UnderspendDecision,
)
from handrail.areas.commissioning.money_presenters import (
    compute_underspend_pence,
    draw_award_quarter_bars,
    summarise_award,
)
from handrail.areas.commissioning.published_files import (
    make_published_contracts_table,
    make_published_grants_table,
    make_published_spending_of_month_table,
    make_published_tender_invitations_table,
)
from handrail.areas.commissioning.queries.money import find_award_of_service, list_publishing_bodies
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.commissioning import DAY, a_claim, a_line, an_award, lead_to
from support.concurrency import at_once
from support.worlds import shared_world


@shared_world
def line(cast):
    """A live grant of £84,000 with one quarter of £21,000."""
    made = lead_to(cast, a_line(cast, "grant"), "live")
    an_award(cast, made)
    return made.pk


@pytest.fixture
def award(line):
    return Award.objects.get(line=line)


def amend(cast, award, kind, pence=0, **more):
    row = AwardAmendment(award=award, kind=kind, pence=pence, on=today(), reason="Told by the funder", **more)
    money.add_award_amendment(row, by=cast.commissioner.actor)


def decide(cast, claim, state, **more):
    claim.state = state
    for name, value in more.items():
        setattr(claim, name, value)
    money.record_claim_decision(claim, seen=claim.version, by=cast.commissioner.actor)


def test_an_award_is_never_claimed_beyond(cast, award):
    a_claim(cast, award, 80_000_00)
    with pytest.raises(ValidationError, match=r"£4,000 left"):
        a_claim(cast, award, 4_000_01)
    a_claim(cast, award, 4_000_00)
    with pytest.raises(IntegrityError), transaction.atomic():
        Award.objects.filter(pk=award.pk).update(claimed_pence=84_000_01)


def test_a_refused_claim_gives_its_sum_back_and_a_paid_one_has_its_day(cast, award):
    first, second = a_claim(cast, award, 50_000_00), a_claim(cast, award, 34_000_00)
    with pytest.raises(ValidationError, match="reason for the query or refusal"):
        decide(cast, first, "refused")
    decide(cast, first, "refused", reason="Not in the agreement")
    assert Award.objects.get(pk=award.pk).left_pence == 50_000_00
    with pytest.raises(ActionNotPossibleError, match="cannot be decided"):
        decide(cast, second, "paid", paid_on=today())
    decide(cast, second, "accepted")
    with pytest.raises(ValidationError, match="Enter when it was paid"):
        decide(cast, second, "paid")
    decide(cast, second, "paid", paid_on=today())


def test_an_award_reduced_in_mid_year_keeps_what_was_claimed(cast, award):
    a_claim(cast, award, 50_000_00)
    with pytest.raises(ActionNotPossibleError, match=r"£50,000 is already claimed"):
        amend(cast, award, "reduction", 34_000_01)
    amend(cast, award, "reduction", 30_000_00)
    now = Award.objects.get(pk=award.pk)
    assert (now.awarded_pence, now.left_pence) == (54_000_00, 4_000_00)
    assert [row.change_pence for row in now.amendments.all()] == [84_000_00, -30_000_00]


def test_known_until_is_kept_apart_from_the_last_day(cast, line, award):
    ends = CommissionedService.objects.get(pk=line).ends_on
    amend(cast, award, "extension", ends_on=ends + 365 * DAY, known_until=ends)
    now = CommissionedService.objects.get(pk=line)
    assert (now.ends_on, Award.objects.get(pk=award.pk).known_until) == (ends + 365 * DAY, ends)
    summary = summarise_award(find_award_of_service(now), now.ends_on)
    assert str(summary.known).startswith("Money is confirmed until")
    assert "the agreement ends" in str(summary.known)
    ask = FollowUp.objects.get(origin_id=str(line), what__startswith="Decide what follows")
    assert ask.due_on == now.ends_on - datetime.timedelta(weeks=39)


def test_an_uplift_of_a_twelfth_of_a_pound_is_kept_to_the_penny(cast, award):
    """£57,244.20, the uplift of August 2022 of one area (commissioning.md, section 2)."""
    amend(cast, award, "uplift", 57_244_20)
    assert Award.objects.get(pk=award.pk).awarded_pence == 141_244_20


def test_a_change_of_more_than_a_tenth_asks_for_a_notice_under_the_act(cast):
    made = lead_to(cast, a_line(cast, regime="act_2023", title="Strict"), "live")
    award = an_award(cast, made, 100_000_00)
    amend(cast, award, "uplift", 10_000_00)
    assert not made.notices.filter(code="UK10").exists()
    amend(cast, award, "uplift", 10_000_01)
    assert made.notices.get(code="UK10").due_on == today()


def test_the_funder_decides_about_an_underspend(cast, line, award):
    a_claim(cast, award, 18_300_00)
    found = find_award_of_service(CommissionedService.objects.get(pk=line))
    assert compute_underspend_pence(found, datetime.date(2026, 6, 30)) == 0  # the quarter is not over
    assert compute_underspend_pence(found, datetime.date(2026, 7, 1)) == 2_700_00
    told = UnderspendDecision(
        award=award,
        until=datetime.date(2026, 6, 30),
        pence=2_700_00,
        decision="carry_over",
        decided_by="Grants team",
        decided_on=today(),
        reason="One post was empty",
    )
    money.record_underspend_decision(told, by=cast.commissioner.actor)
    found = find_award_of_service(CommissionedService.objects.get(pk=line))
    assert compute_underspend_pence(found, datetime.date(2026, 7, 1)) == 0


def test_what_was_not_claimed_of_an_award_that_has_ended_is_its_underspend(cast, line, award):
    """£84,000 awarded and £18,300 claimed leave £65,700, though one quarter alone was planned."""
    a_claim(cast, award, 18_300_00)
    found = find_award_of_service(CommissionedService.objects.get(pk=line))
    assert compute_underspend_pence(found, found.known_until) == 2_700_00
    assert compute_underspend_pence(found, found.known_until + DAY) == 65_700_00


def test_quarters_are_drawn_with_what_was_planned_and_claimed(cast, line, award):
    a_claim(cast, award, 18_400_00)
    drawn = draw_award_quarter_bars(find_award_of_service(CommissionedService.objects.get(pk=line)))
    assert drawn is not None
    (bar,) = drawn.bars
    assert (bar.name, bar.label, bar.planned, bar.claimed) == ("April to June 2026", "£18.4k", 110, 96)
    assert "£18,400 claimed of £21,000 planned" in drawn.alt


def test_another_body_claims_nothing(cast, award):
    claim = Claim(
        award=award, quarter=award.quarters.get(), pence=1_00, claimed_on=today(), purpose="x", evidence="y"
    )
    with pytest.raises(RecordNotVisibleError):
        money.record_provider_claim(claim, by=cast.neighbour.actor)


def test_published_files_hold_what_the_order_asks_for(cast, line, award):
    small, large = a_claim(cast, award, 500_00), a_claim(cast, award, 500_01)
    for claim in (small, large):
        decide(cast, claim, "accepted")
        decide(cast, claim, "paid", paid_on=today())
    body = cast.commissioner.body
    spending = make_published_spending_of_month_table(body, today().replace(day=1))
    assert [row[2] for row in spending.rows] == ["500.01"]  # over £500
    assert make_published_spending_of_month_table(body, datetime.date(2020, 1, 1)).rows == []
    (grant,) = make_published_grants_table(body).rows
    assert grant[1:3] == ("Lantern", "84000")
    assert grant[6:] == ("Quarterly returns", "PLANT-REASON decision")
    assert make_published_contracts_table(body).rows == []
    assert make_published_tender_invitations_table(body).rows == []
    assert [row.code for row in list_publishing_bodies(cast.collator.actor)] == [body.code]


def test_contracts_of_ten_thousand_pounds_are_not_published(cast):
    for title, pence in (("Small", 10_000_00), ("Large", 10_000_01)):
        an_award(cast, lead_to(cast, a_line(cast, title=title), "signed"), pence)
    assert [row[0] for row in make_published_contracts_table(cast.commissioner.body).rows] == ["Large"]


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_two_who_claim_the_last_pound_at_once_never_both_get_it(cast, line):
    award = Award.objects.get(line=line)

    def claim():
        return a_claim(cast, Award.objects.get(pk=award.pk), 60_000_00)

    answers = at_once(claim, claim)
    made = [one for one in answers if isinstance(one, Claim)]
    now = Award.objects.get(pk=award.pk)
    assert len(made) == 1, answers
    assert now.claimed_pence == 60_000_00 == sum(row.pence for row in now.claims.all())
