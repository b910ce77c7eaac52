"""The demo's forms: one half done, one report that is ready and names nobody."""

import json

import pytest
from django.utils import timezone

from handrail.casework.case.models import Case
from handrail.casework.case.permissions import sight_of
from handrail.demo import nrmform
from handrail.demo.clock import set_clock
from handrail.demo.load import set_the_scene, write_one
from handrail.demo.plan import make
from handrail.nrmform.actions import exporting
from handrail.nrmform.models import Draft
from handrail.nrmform.queries.drafts import one_draft
from handrail.nrmform.rules.flow import Route


@pytest.mark.django_db
def test_one_is_half_done_and_one_names_nobody_and_both_are_written_once():
    today, now = timezone.localdate(), timezone.now()
    plan = make(today, size=70)
    cast = set_the_scene(plan)
    with set_clock(now) as clock:
        for case in plan.cases:
            if case.key in ("arben", "kwame"):
                write_one(case, cast, clock, now)
    nrmform.write(cast, today)
    nrmform.write(cast, today)
    half = _page("LN-0426", cast)
    assert half.route is Route.OPEN
    assert 5 < len(half.answers) < 30
    report = _page("LN-0400", cast)
    assert report.route is Route.DTN
    sight = sight_of(Case.objects.get(pk=report.case_id), cast.actors["ruth.adeyemi"])
    file = json.dumps(exporting.take_out(sight=sight, draft_id=report.draft_id, way="json").file)
    assert "Packed vegetables" in file
    assert "Kwame" not in file
    assert Draft.objects.count() == 2


def _page(reference, cast):
    case = Case.objects.get(reference=reference)
    draft = Draft.objects.get(case=case)
    return one_draft(sight_of(case, cast.actors["ruth.adeyemi"]), draft.pk)
