"""One need in one phase: none, waiting, limited or served; and when money ends. By hand."""

from datetime import date

import pytest

from handrail.directory.forms import PHASES
from handrail.insight.provision_gaps.home_panels import estimate_last_day_of_budget
from handrail.insight.provision_gaps.presenters import draw_line_of_unmet_needs, list_need_gap_rows
from handrail.insight.provision_gaps.provision_states import ServiceProvisionConditions, find_provision_state
from handrail.insight.provision_gaps.queries import AreaProvisionGaps


def service(**given):
    plain = {
        "need": "legal", "phases": frozenset({"before"}), "state": "open", "free": None, "status_rule": "any",
        "public_funds": "not_needed", "interpreters": "yes", "languages": frozenset({"en"}),
    }  # fmt: skip
    return ServiceProvisionConditions(**{**plain, **given})


@pytest.mark.parametrize(
    ("services", "code", "limits"),
    [
        ([], "none", ""),
        ([service(need="work")], "none", ""),
        ([service(phases=frozenset({"after"}))], "none", ""),
        ([service(state="planned")], "waiting", ""),
        ([service(free=0)], "waiting", ""),
        ([service(public_funds="needed")], "limited", "immigration status"),
        ([service(status_rule="leave", interpreters="no")], "limited", "immigration status and language"),
        ([service(interpreters="no", languages=frozenset({"en", "vi"}))], "served", ""),
        ([service(status_rule="unknown", interpreters="unknown")], "served", ""),
        ([service(public_funds="needed"), service()], "served", ""),
    ],
)
def test_a_need_in_a_phase(services, code, limits):
    found = find_provision_state(services, "legal", "before")
    assert (found.code, found.limits) == (code, limits)


@pytest.mark.parametrize(
    ("phases", "people", "is_served"),
    [
        ({"before", "during", "after", "outside"}, {}, True),
        ({"before", "during", "after"}, {}, False),
        ({"before", "during", "after", "outside"}, {"need_phase=legal.after": 5}, False),
    ],
)
def test_a_need_is_named_as_served_where_no_phase_lacks_it_and_no_one_is_shown_without_it(
    phases, people, is_served
):
    gaps = AreaProvisionGaps([service(phases=frozenset(phases))], [], {"needs-unmet": people}, [])
    rows = {row.need: row for row in list_need_gap_rows(gaps, may_act=False)}
    assert rows["legal"].is_served_throughout is is_served
    assert len(rows["legal"].cells) == len(PHASES)
    assert not rows["work"].is_served_throughout


def test_the_day_on_which_money_ends_at_this_rate():
    """Half the money in the first 73 days (1 April to 12 June) ends after 146: on 25 August."""
    assert estimate_last_day_of_budget(100_00, 50_00, 2026, date(2026, 6, 12)) == date(2026, 8, 25)
    assert estimate_last_day_of_budget(100_00, 10_00, 2026, date(2026, 9, 30)) is None
    assert estimate_last_day_of_budget(100_00, 0, 2026, date(2026, 9, 30)) is None


def test_the_line_of_unmet_needs_tells_its_ends_and_its_highest_month():
    by_month = [("2026-07", 5), ("2026-08", 15), ("2026-09", 0)]
    drawn = draw_line_of_unmet_needs(by_month)
    said = "People with a need unmet for three months: 5 in July 2026, 0 in September 2026, most in August 2026: 15."
    assert drawn.count(f'aria-label="{said}"') == 2  # for a wide column and for a phone
    assert not draw_line_of_unmet_needs([("2026-07", 0), ("2026-08", 0)])
    assert not draw_line_of_unmet_needs([("2026-07", 5)])
    assert not draw_line_of_unmet_needs([])
