"""The demo's forms: one half done, one report that is ready and names nobody."""

import json

import pytest
from django.utils import timezone

from handrail.demo import referral_form_drafts
from handrail.demo.loader import write_case
from handrail.demo.simulated_time import use_simulated_clock
from handrail.people.records.models import Case
from handrail.people.records.permissions import get_case_access
from handrail.people.referral_form.actions import exports
from handrail.people.referral_form.models import DraftOrSentForm
from handrail.people.referral_form.queries.drafts import find_draft
from handrail.people.referral_form.rules.question_flow import ReferralOrReportRoute
from support.demo_world import demo_base  # noqa: F401

pytestmark = pytest.mark.one_engine


@pytest.mark.django_db
def test_one_is_half_done_and_one_names_nobody_and_both_are_written_once(demo_base):  # noqa: F811
    today, now = timezone.localdate(), timezone.now()
    plan, cast = demo_base
    with use_simulated_clock(now) as clock:
        for case in plan.cases:
            if case.key in ("arben", "kwame"):
                write_case(case, cast, clock, now)
    referral_form_drafts.load_referral_form_drafts(cast, today)
    referral_form_drafts.load_referral_form_drafts(cast, today)
    half = _page("LN-0426-Z", cast)
    assert half.route is ReferralOrReportRoute.OPEN
    assert 5 < len(half.answers) < 30
    report = _page("LN-0400-B", cast)
    assert report.route is ReferralOrReportRoute.DTN
    case_access = get_case_access(Case.objects.get(pk=report.case_id), cast.actors["ruth.adeyemi"])
    file = json.dumps(
        exports.export_draft(case_access=case_access, draft_id=report.draft_id, way="json").file
    )
    assert "Packed vegetables" in file
    assert "Kwame" not in file
    assert DraftOrSentForm.objects.count() == 2


def _page(reference, cast):
    case = Case.objects.get(reference=reference)
    draft = DraftOrSentForm.objects.get(case=case)
    return find_draft(get_case_access(case, cast.actors["ruth.adeyemi"]), draft.pk)
