"""What people need before, in, after and outside the NRM, with no extra work for anybody."""

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse

from handrail.areas.needs.models import NeedsAssessment
from handrail.insight.facts.case_history import CaseHistory, NeedOpened, OfferMade, UncorrectedCaseEvent
from handrail.insight.facts.fact_derivation import derive_case_facts
from support.cast import sign_in
from support.published_figures import publish_months

pytestmark = pytest.mark.practice("P46")
D = datetime.date


def test_the_phase_of_a_need_and_of_an_offer_comes_from_what_happened_and_nobody_is_asked():
    """Needs of 1 February (before), of 1 March (in the NRM from 10 February); an offer has its day's phase."""
    history = CaseHistory(
        "p1", D(2026, 1, 5), "E23000020", "adult", "female", "no",
        events=[
            UncorrectedCaseEvent("identified", D(2026, 1, 5), "before", 0),
            UncorrectedCaseEvent("nrm_referred", D(2026, 2, 10), "during", 1),
            UncorrectedCaseEvent("nrm_withdrawn", D(2026, 5, 20), "outside", 1),
        ],
        needs=[NeedOpened("place", D(2026, 2, 1), None), NeedOpened("legal", D(2026, 3, 1), None)],
        offers=[OfferMade("legal", D(2026, 3, 2), "during", "none_yet", None)],
    )  # fmt: skip
    facts = derive_case_facts(history, D(2026, 7, 1))
    assert [
        (f.kind, f.need, f.phase) for f in facts if f.kind in ("need_opened", "need_unmet", "offered")
    ] == [
        ("need_opened", "place", "before"),
        ("need_opened", "legal", "during"),
        ("offered", "legal", "during"),
        ("need_unmet", "place", "during"),
        ("need_unmet", "legal", "outside"),
    ]


def test_needs_offers_and_gaps_stand_side_by_side_by_phase(cast):
    """Three months: each figure three times."""
    cells = {"": 10, "phase=before": 5, "phase=outside": 5}
    publish_months("2026-07", 3, {"needs": cells, "offers": {"": 5, "phase=after": 5}, "needs-unmet": cells})
    page = sign_in(Client(), cast.commissioner).get(reverse("provision_gaps")).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    assert "People Before the NRM In the NRM After the NRM Outside the NRM" in words
    assert "People with a new need 15 0 0 15" in words
    assert "People who were offered a service 0 0 15 0" in words
    assert "People with a need unmet for three months 15 0 0 15" in words


def test_an_assessment_whose_scope_is_before_after_and_outside_shows_them_with_nothing_typed(cast):
    """Three months: 5 before, 10 outside, after it nothing published; what lies in the NRM is out of scope."""
    publish_months(
        "2026-07", 3, {"needs": {"": 20, "phase=before": 5, "phase=during": 5, "phase=outside": 10}}
    )
    office = sign_in(Client(), cast.commissioner)
    scope = {"title": "Before, after and outside", "before": "on", "after": "on", "outside": "on"}
    scope |= {"starts_on-day": "1", "starts_on-month": "7", "starts_on-year": "2026"}
    scope |= {"ends_on-day": "30", "ends_on-month": "9", "ends_on-year": "2026"}
    office.post(reverse("add_needs_assessment"), scope)
    assessment = NeedsAssessment.objects.get()
    page = office.get(reverse("needs_phases", args=[assessment.pk])).content.decode()
    words = " ".join(re.sub(r"<[^>]+>", " ", page).split())
    table = "People with a new need Phase People Before the NRM 15 After the NRM None published Outside the NRM 30"
    assert f"{table} None published: After the NRM" in words
    assert words.count("In the NRM") == 1  # named as left out
