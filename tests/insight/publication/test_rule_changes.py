"""What if a rule changed: whose wait would be how much longer, drawn on one total, and never twice."""

import datetime
from collections import Counter

import pytest
from django.urls import reverse

from handrail.insight.publication.actions.rule_change_draw import (
    MOST_CHANGES,
    count_people_by_wait_change,
    publish_rule_change_figures,
)
from handrail.insight.publication.models import RuleChangeFigures
from handrail.insight.publication.rule_changes import find_wait_change_band
from handrail.pathway.changed_rules_file import list_changed_clocks, read_rule_set_with_changes
from handrail.people.cases.events.actions.events import EventInput, record_event
from handrail.people.cases.events.queries.open_case_histories import (
    iterate_pathway_histories_of_cases_open_since,
)
from handrail.platform.followups.append_only import AppendOnlyError
from handrail.platform.kernel.errors import ActionNotPossibleError
from support.query_counts import count

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
D = datetime.date
YEAR = ("2025-11", "2026-10")


def rules(length, unit="working_days"):
    return read_rule_set_with_changes(f"clock,length,unit\nrg_decision,{length},{unit}\n")


@pytest.mark.parametrize(
    ("before", "after", "code"),
    [
        (D(2026, 3, 2), D(2026, 3, 2), "same"),
        (D(2026, 3, 2), D(2026, 3, 9), "later_7"),
        (D(2026, 3, 2), D(2026, 3, 10), "later_31"),
        (D(2026, 3, 2), D(2026, 4, 3), "later_more"),
        (D(2026, 3, 2), D(2026, 3, 1), "earlier_7"),
        (D(2026, 3, 2), datetime.datetime(2026, 2, 1, 12, 0, tzinfo=datetime.UTC), "earlier_31"),
        (D(2026, 3, 2), None, "no_limit"),
        (None, D(2026, 3, 2), "new_limit"),
        (None, None, "same"),
    ],
)
def test_the_band_of_a_wait(before, after, code):
    assert find_wait_change_band(before, after) == code


def test_a_persons_wait_of_the_year_is_counted_once(cast, told):
    """Referred on Tuesday 3 March 2026: 5 working days end on the 10th, 10 on the 17th, 3 on the 6th: 7 days, and 4."""
    by = cast.worker.actor
    record_event(case_id=told.case_id, happening=EventInput("identified", D(2026, 3, 2)), by=by)
    record_event(case_id=told.case_id, happening=EventInput("nrm_referred", D(2026, 3, 3)), by=by)
    longer = rules(10)
    assert list_changed_clocks(longer) == ["rg_decision"]

    def counted(changed, *year):
        return count_people_by_wait_change(
            iterate_pathway_histories_of_cases_open_since(D(2025, 11, 1)),
            changed,
            "rg_decision",
            *(year or YEAR),
        )

    assert counted(longer) == {"later_7": 1}
    assert counted(rules(3)) == {"earlier_7": 1}
    assert counted(rules(40)) == {"later_more": 1}  # to 30 April: Good Friday and Easter Monday lie between
    assert counted(longer, "2026-04", "2026-10") == {}


def test_every_change_of_a_clock_is_drawn_on_one_total_and_the_same_counts_once(cast, signed_in):
    """13 people: each change of the same people shows the one total that was drawn for them."""
    first = publish_rule_change_figures(Counter(later_7=13), rules(10), "rg_decision", *YEAR)
    assert first.figures in ({"": 10, "change=later_7": 10}, {"": 15, "change=later_7": 15})
    again = publish_rule_change_figures(Counter(later_7=13), rules(9), "rg_decision", *YEAR)
    assert (again.figures, again.counts_hash) == (first.figures, first.counts_hash)
    splits = ((8, 3, 2), (7, 4, 2), (4, 9, 0), (1, 1, 11))
    assert len(splits) == MOST_CHANGES - 2
    for n, (week, month, same) in enumerate(splits):
        counts = Counter(later_7=week, later_31=month, same=same)
        split = publish_rule_change_figures(counts, rules(11 + n), "rg_decision", *YEAR).figures
        assert split[""] == first.figures[""] == sum(people for cell, people in split.items() if cell)
        assert all(people % 5 == 0 for people in split.values())
    with pytest.raises(ActionNotPossibleError, match="no more"):
        publish_rule_change_figures(Counter(later_7=13), rules(30), "rg_decision", *YEAR)
    with pytest.raises(AppendOnlyError):
        RuleChangeFigures.objects.all().delete()
    office = signed_in(cast.commissioner)
    page = office.get(reverse("rule_changes")).content.decode()
    assert "5 working days now, 10 working days under the change" in page
    assert f"About {first.figures['']} people" in page
    assert count(office, reverse("rule_changes")) <= 12
    assert signed_in(cast.worker).get(reverse("rule_changes")).status_code == 403


def test_a_change_is_drawn_once(cast):
    publish_rule_change_figures(Counter(later_7=13), rules(10), "rg_decision", *YEAR)
    with pytest.raises(ActionNotPossibleError, match="already been published for this year"):
        publish_rule_change_figures(Counter(later_7=6), rules(10), "rg_decision", *YEAR)
