"""Renewal reviews: what a decision needs, words that a second reader checks, two who decide at once."""

import html

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from handrail.areas.commissioning.actions import reviews
from handrail.areas.commissioning.actions.renewal_decisions import record_renewal_decision
from handrail.areas.commissioning.models import (
    CommissionedService,
    RenewalDecision,
    RenewalOption,
    RenewalReview,
    ReviewContribution,
    ReviewFigure,
    ReviewRisk,
    SpecificationClause,
    SurvivorWords,
)
from handrail.areas.commissioning.queries.lines import get_commissioned_service
from handrail.areas.commissioning.queries.reviews import (
    find_spend_up_to_review,
    get_renewal_review,
    list_readable_survivor_words,
)
from handrail.areas.commissioning.review_report import (
    build_renewal_review_report,
    describe_spend_up_to_review,
    format_review_figure,
    format_review_figure_target,
)
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.documents.formats import HTML, make_document_file
from handrail.platform.followups.models import FollowUp
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.cast import NUMBER, sign_in
from support.commissioning import a_claim, a_line, an_award, fill_review, lead_to, move
from support.concurrency import at_once
from support.worlds import shared_world


@shared_world
def line(cast):
    """A grant whose review is begun and filled."""
    made = lead_to(cast, a_line(cast, "grant"), "live")
    move(cast, made.pk, "review")
    fill_review(cast, made.pk)
    return made.pk


def decide(cast, line, outcome="renew", by=None, seen=None, **more):
    given = {
        "outcome": outcome,
        "reasons": "Targets met; both risks have an owner.",
        "decided_on": today(),
    } | more
    seen = RenewalReview.objects.get(line=line).version if seen is None else seen
    record_renewal_decision(
        RenewalDecision(**given), line_id=line, number=1, seen=seen, by=by or cast.signatory.actor
    )


def test_a_decision_needs_force_provider_and_risks(cast):
    made = lead_to(cast, a_line(cast, "grant"), "live")
    move(cast, made.pk, "review")
    with pytest.raises(ActionNotPossibleError, match="what the force and the provider say"):
        decide(cast, made.pk)
    review = made.reviews.get()
    for kind in ("force", "provider"):
        heard = ReviewContribution(review=review, kind=kind, who="A post", on=today(), words="It helps")
        reviews.record_statement_heard_in_renewal_review(heard, by=cast.commissioner.actor)
    with pytest.raises(ActionNotPossibleError, match="Add the risks and issues"):
        decide(cast, made.pk)


@pytest.mark.parametrize(
    ("outcome", "stage"),
    [
        ("renew", "live"),
        ("conditions", "live"),
        ("change", "live"),
        ("re_specify", "specification"),
        ("end", "live"),
    ],
)
def test_the_line_goes_on_from_its_decision(cast, line, outcome, stage):
    decide(cast, line, outcome, conditions="Evenings twice a week")
    now = get_commissioned_service(cast.board.actor, line)
    assert now.stage == stage
    assert get_renewal_review(now, 1).decision.outcome == outcome
    asked = FollowUp.objects.filter(origin_id=str(line), what__startswith="Decide what follows")
    assert [row.state for row in asked] == ["done"]
    planned = [row.planned_on for row in now.planned_stops.all() if row.stage == "ended"]
    assert planned == ([now.ends_on] if outcome == "end" else [])


def test_only_a_signatory_decides_and_conditions_are_said(cast, line):
    with pytest.raises(Denied):
        decide(cast, line, by=cast.commissioner.actor)
    with pytest.raises(ValidationError, match="Enter the conditions or changes"):
        decide(cast, line, "conditions")
    with pytest.raises(ConcurrentEditError):
        decide(cast, line, seen=99)
    decide(cast, line)
    with pytest.raises(ActionNotPossibleError, match="is decided"):
        decide(cast, line, "end")


@pytest.mark.django_db(transaction=True, databases=["default", "keys"])
def test_of_two_who_decide_at_once_one_is_told(cast, line):
    seen = RenewalReview.objects.get(line=line).version
    answers = at_once(
        lambda: decide(cast, line, "renew", seen=seen), lambda: decide(cast, line, "end", seen=seen)
    )
    assert answers.count(None) == 1, answers
    assert RenewalDecision.objects.count() == 1
    assert CommissionedService.objects.get(pk=line).stage == "live"


def test_words_are_shown_once_a_second_reader_checked_them(cast, line):
    found = get_commissioned_service(cast.board.actor, line)
    assert list_readable_survivor_words(cast.board.actor, get_renewal_review(found, 1)) == []
    words = SurvivorWords.objects.get(review__line=line)
    with pytest.raises(Denied):
        reviews.confirm_survivor_words_anonymous(words, seen=1, by=cast.commissioner.actor)
    reviews.confirm_survivor_words_anonymous(words, seen=1, by=cast.signatory.actor)
    (shown,) = list_readable_survivor_words(cast.board.actor, get_renewal_review(found, 1))
    assert shown.checked_by_id == cast.signatory.pk
    with pytest.raises(ActionNotPossibleError, match="checked already"):
        reviews.confirm_survivor_words_anonymous(words, seen=2, by=cast.signatory.actor)


def test_words_without_consent_or_with_a_number_are_refused(cast, line):
    review = RenewalReview.objects.get(line=line)
    given = {"review": review, "words": "It helped", "how_given": "Survey"}
    with pytest.raises(ValidationError, match="only words that were given for publication"):
        reviews.add_survivor_words(SurvivorWords(**given), by=cast.commissioner.actor)
    with pytest.raises(ValidationError, match="Remove it: areas must not see this"):
        reviews.add_survivor_words(
            SurvivorWords(**given | {"words": f"Ring {NUMBER}", "given_for_publication": True}),
            by=cast.commissioner.actor,
        )


def test_a_risk_reminds_its_owner(cast, line):
    ask = FollowUp.objects.get(origin_id=str(line), what="Recruit with the force")
    assert ask.origin_kind == "service_line"


def test_a_closed_risk_ends_its_reminder_and_a_review_stands_for_its_own(cast, line):
    risk = ReviewRisk.objects.get(review__line=line)
    risk.state = "closed"
    reviews.change_renewal_review_risk(risk, seen=risk.version, by=cast.commissioner.actor)
    assert FollowUp.objects.get(pk=risk.follow_up_id).state == "done"
    asks = FollowUp.objects.filter(origin_id=str(line), what__startswith="Decide what follows", state="open")
    assert asks.get() == RenewalReview.objects.get(line=line).follow_up  # told once on the home


def test_spend_is_of_the_quarters_that_were_over(cast, line):
    """April to June 2026: £18,400 of £21,000."""
    a_claim(cast, an_award(cast, CommissionedService.objects.get(pk=line)))
    found = get_commissioned_service(cast.board.actor, line)
    spend = find_spend_up_to_review(get_renewal_review(found, 1))
    assert describe_spend_up_to_review(spend) == (
        f"£18,400 claimed of £21,000 planned for the quarters that were over by {format_day(today())}."
    )


def test_a_decided_review_keeps_its_options(cast, line):
    option = RenewalOption.objects.get(review__line=line)
    option.pence = 90_000_00
    reviews.change_renewal_option(option, seen=option.version, by=cast.commissioner.actor)
    decide(cast, line)
    with pytest.raises(ActionNotPossibleError, match="is decided"):
        reviews.change_renewal_option(option, seen=option.version, by=cast.commissioner.actor)
    more = RenewalOption(review=option.review, outcome="end", words="Stop")
    with pytest.raises(ActionNotPossibleError, match="is decided"):
        reviews.add_renewal_option(more, by=cast.commissioner.actor)


def test_a_figure_is_a_part_of_its_whole_and_has_no_percentage_of_few():
    figure = ReviewFigure(value=118, out_of=131, unit="calls")
    assert format_review_figure(figure) == "118 of 131 calls (90%)"
    assert format_review_figure(ReviewFigure(value=9, out_of=19, unit="people")) == "9 of 19 people"
    assert format_review_figure(ReviewFigure(value=86, unit="in_100")) == "86%"


def test_a_target_has_its_unit_and_the_measure_of_its_clause():
    """85% of 131 calls are 111.35: 112 of them reach it."""
    clause = SpecificationClause(number=1, measure="85%")
    figure = ReviewFigure(value=118, out_of=131, target=112, unit="calls", clause=clause)
    assert format_review_figure_target(figure) == "112 calls. Clause 1: 85%"
    assert format_review_figure_target(ReviewFigure(value=5, target=90, unit="in_100")) == "90%"
    assert format_review_figure_target(ReviewFigure(value=5, unit="people")) == "None"


def test_whoever_decides_sees_what_each_option_costs_and_rests_on(cast, line, client):
    option = RenewalOption.objects.get(review__line=line)
    option.pence, option.rests_on = 90_000_00, "clause 2"
    reviews.change_renewal_option(option, seen=option.version, by=cast.commissioner.actor)
    page = sign_in(client, cast.signatory).get(reverse("decide_renewal", args=[line, 1])).content.decode()
    assert f"{option.words}. £90,000 a year. Evidence: clause 2." in html.unescape(page)
    assert "Needed if you renew with conditions or change the agreement." in page


def test_the_report_says_who_decided_under_which_reference_and_where_a_risk_comes_from(cast, line):
    ReviewRisk.objects.filter(review__line=line).update(report_line="Report of 2021, section on support")
    decide(cast, line, "conditions", conditions="Evenings too", document="Decision 2021/143")
    review = get_renewal_review(get_commissioned_service(cast.board.actor, line), 1)
    page = make_document_file(build_renewal_review_report(review, [], None), HTML).content.decode()
    for words in (
        f"Decided by {cast.signatory.name}, Decision 2021/143",
        "Conditions or changes: Evenings too",
        "Report of 2021, section on support",
    ):
        assert words in page


def test_the_report_holds_risks_and_checked_words_alone(cast, line):
    found = get_commissioned_service(cast.board.actor, line)
    review = get_renewal_review(found, 1)
    page = make_document_file(build_renewal_review_report(review, [], None), HTML).content.decode()
    for words in (
        "PLANT-RISK Evening cover ends",
        "PLANT-SAID by force",
        "118 people",
        "Quarterly return 2, table 3",
    ):
        assert words in page
    assert "PLANT-WORDS" not in page
    assert "No take-up figures for this area are published yet." in page
