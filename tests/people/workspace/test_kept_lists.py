"""Lists whose statements are kept show each reader what the door opens to them that day, whoever asked before."""

import datetime

import pytest
from django.utils import timezone

from handrail.people.cases.case_filter import CaseFilter, CaseScope
from handrail.people.cases.name_search.queries import search_by_name
from handrail.people.workspace.queries.case_list import get_case_list_page
from handrail.platform.access.models import Grant
from handrail.platform.access.today import today

DAY = datetime.timedelta(days=1)
GRANTS = {
    "none": None,
    "live": {},
    "ends today": {"until": 0},
    "ended yesterday": {"until": -1},
    "begins tomorrow": {"since": 1},
    "was taken back": {"ended": True},
    "of nothing": {"kinds": []},
    "of support alone": {"kinds": ["support"]},
}
LISTED = {"live", "ends today", "of support alone"}
NAMED = {"live", "ends today"}
KINDS = ["identity", "contact", "safety", "support", "pathway"]


def grant(told, cast, to, *, since=-1, until=None, ended=False, kinds=KINDS):
    now = {"ended_at": timezone.now(), "ended_by": cast.lead} if ended else {}
    Grant.objects.create(
        file_id=told.case_id,
        to_body=to.body,
        kinds=kinds,
        ground="consent",
        since=today() + since * DAY,
        until=None if until is None else today() + until * DAY,
        given_at=timezone.now(),
        given_by=cast.lead,
        **now,
    )


def listed(user, told, scope=CaseScope.SHARED, **wanted):
    return told.reference in [
        row.reference for row in get_case_list_page(user.actor, CaseFilter(scope, **wanted)).rows
    ]


def found(user, told):
    return told.reference in [row.reference for row in search_by_name(user.actor, "Mirela").rows]


@pytest.mark.parametrize("how", GRANTS)
def test_a_partner_is_shown_what_is_open_to_them_today(told, cast, how):
    assert listed(cast.lead, told, CaseScope.OURS)  # what is kept of the lead's list is no help to anybody
    assert found(cast.lead, told)
    if GRANTS[how] is not None:
        grant(told, cast, cast.partner, **GRANTS[how])
    assert listed(cast.partner, told) is (how in LISTED)
    assert found(cast.partner, told) is (how in NAMED)
    assert (listed(cast.outsider, told), found(cast.outsider, told)) == (False, False)
    assert listed(cast.lead, told) is False  # it is ours, and was not shared with us
    assert listed(cast.lead, told, CaseScope.OURS)


def test_the_same_statement_serves_another_body_another_day(told, cast, monkeypatch):
    grant(told, cast, cast.partner, until=0)
    assert (listed(cast.partner, told), listed(cast.outsider, told)) == (True, False)
    later = today() + DAY
    for place in ("workspace.queries.case_list", "cases.case_filter", "cases.name_search.queries"):
        monkeypatch.setattr(f"handrail.people.{place}.today", lambda: later)
    assert (listed(cast.partner, told), found(cast.partner, told)) == (False, False)
    grant(told, cast, cast.outsider)
    assert (listed(cast.outsider, told), found(cast.outsider, told)) == (True, True)
    assert (listed(cast.partner, told), found(cast.partner, told)) == (False, False)
