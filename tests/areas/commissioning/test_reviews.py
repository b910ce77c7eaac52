"""Renewal reviews: what a decision needs, words that a second reader checks, two who decide at once."""

import pytest
from django.core.exceptions import ValidationError

from handrail.areas.commissioning.actions import reviews
from handrail.areas.commissioning.actions.renewal_decisions import record_renewal_decision
from handrail.areas.commissioning.models import (
    CommissionedService,
    RenewalDecision,
    RenewalReview,
    ReviewContribution,
    SurvivorWords,
)
from handrail.areas.commissioning.queries.lines import get_commissioned_service
from handrail.areas.commissioning.queries.reviews import get_renewal_review, list_readable_survivor_words
from handrail.areas.commissioning.review_report import build_renewal_review_report
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.documents.formats import HTML, make_document_file
from handrail.platform.followups.models import FollowUp
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.cast import NUMBER
from support.commissioning import a_line, fill_review, lead_to, move
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
    assert "No take-up figures of this area are published yet." in page
