"""P31: a joint welfare visit to somebody who declined the NRM: agreed, who went, what was offered, what came next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from handrail.people.conferences.models import JointVisit, VisitOffer
from handrail.people.conferences.text_choices import OfferAtVisitKind
from handrail.platform.reference.models import Body
from support.practice_pages import _day

NO_OFFERS = {f"{name}-{code}": "" for code in OfferAtVisitKind.values for name in ("answer", "words")}
NEXT = {f"next_on-{part}": "" for part in ("day", "month", "year")}


@pytest.fixture
def declined(cast, pages):
    """Somebody who declined the NRM."""
    pages.today(timezone.localdate())
    pages.open_case()
    pages.record("nrm_explained", timezone.localdate())
    pages.answer("nrm", "no", timezone.localdate())
    return pages


def agree(pages, **changes):
    """A visit tomorrow with the force. Where it is."""
    starts = timezone.localtime(timezone.now() + timedelta(days=1))
    police = str(Body.objects.get(code="lincolnshire-police").pk)
    told = {
        "purpose": "Is she well, and what does she need", "with_body": police, "basis": "consent", "basis_words": "",
        "yes_to_visit": "yes", "yes_to_police": "yes", "at_time": starts.strftime("%H:%M"), "place": "The library",
        "plan": "Call before and after", "abort_word": "umbrella", "language": "", "plain_clothes": "on",
        **_day("day", starts.date()),
    }  # fmt: skip
    return pages.post("joint-visits/agree/", **told | changes)


def record(pages, where, result, **changes):
    """Two days later."""
    told = {"result": result, "went": "", "risk": "", "wishes": "", "next_by": "", **NO_OFFERS, **NEXT}
    seen = str(JointVisit.objects.order_by("-pk").first().version)
    pages.today(timezone.localdate() + timedelta(days=2))
    pages.post(f"{where}record/", seen=seen, **told | changes)


@pytest.mark.practice("P31")
def test_a_visit_says_who_went_what_was_offered_and_answered_and_when_the_next_is(declined):
    where = agree(declined)
    page = declined.read(where)
    for words in (
        "The person agreed that the other organisation is told",
        "They said yes to police",
        "Call before and after",
    ):
        assert words in page
    next_on = timezone.localdate() + timedelta(days=9)
    record(
        declined, where, "made", went="Navigator, Lantern\nOfficer, police", seen_alone="on", told_of_records="on",
        risk="The debt is asked for again", wishes="A lawyer first", next_by="Wren",
        **{
            "answer-nrm": "undecided", "words-nrm": "I will ask first", "answer-bed": "declined",
            "answer-lawyer": "accepted", "words-lawyer": "Yes, this week",
        },
        **_day("next_on", next_on),
    )  # fmt: skip
    page = declined.read(where)
    for words in (
        "Navigator, Lantern",
        "The NRM, again",
        "Undecided",
        "I will ask first",
        "A safe bed",
        "Declined",
        "A lawyer first",
    ):
        assert words in page
    assert VisitOffer.objects.count() == 3
    plan = declined.read("tab/plan/")
    assert "Legal advice" in plan
    assert "A lawyer’s advice Offered at a visit" in plan
    assert "“Yes, this week”" in plan
    assert "A safe bed: declined" in plan  # beside the visit: no such need was named
    form = declined.client.get(f"{where}record/", follow=True).content.decode()
    assert "account of exploitation" in form or "recorded already" in form


@pytest.mark.practice("P31")
def test_declining_the_nrm_is_no_yes_to_a_visit_and_telling_the_charity_needs_a_basis(declined):
    for changes, words in (
        ({"yes_to_visit": "no"}, "No one visits unless they say yes"),
        ({"basis": "life"}, "who decided that the other organisation is told"),
    ):
        with pytest.raises(AssertionError, match=words):
            agree(declined, **changes)
    assert not JointVisit.objects.exists()


@pytest.mark.practice("P31")
def test_not_in_is_no_refusal_and_two_refusals_ask_whether_visits_should_go_on(declined):
    where = agree(declined)
    record(declined, where, "not_in")
    assert "should visits go on" not in declined.read(where)
    for _ in range(2):
        where = agree(declined)
        record(declined, where, "refused")
    assert "should visits go on" in declined.read(where)
    with pytest.raises(AssertionError, match="why visits should go on"):
        agree(declined, why_go_on="")
    assert "Her sister asked" in declined.read(agree(declined, why_go_on="Her sister asked us"))
