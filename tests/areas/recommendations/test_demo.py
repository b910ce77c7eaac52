"""What the demo shows of recommendations and oversight."""

from django.utils import timezone

from handrail.areas.oversight.queries import (
    list_improvement_plans_with_counts,
    list_meetings,
    list_published_hearing_outcomes,
    list_scrutiny_programmes_with_counts,
)
from handrail.areas.recommendations.queries import get_recommendation_detail, list_update_requests
from handrail.demo import recommendations_and_oversight
from handrail.demo.case_writer import DemoLookups
from handrail.platform.followups.queries import FollowUpFilter, get_follow_up_list
from support.worlds import shared_world


@shared_world
def written(cast):
    people = {
        "joan.tasker": cast.commissioner.actor,
        "lorna.quayle": cast.signatory.actor,
        "dev.marlowe": cast.force_lead.actor,
        "amrit.dhaliwal": cast.collator.actor,
    }
    for _ in range(2):  # the second time does nothing
        recommendations_and_oversight.load_recommendations_and_oversight(
            DemoLookups(people, {}, {}, {}), timezone.localdate()
        )
    return cast


def test_the_recommendation_of_2021_addressed_43_bodies_and_43_forces_and_was_due_six_months_later(written):
    page = get_recommendation_detail(written.collator.actor, recommendations_and_oversight.CODE_2021)
    assert page.line.addressed == 86
    assert [page.line.published_on.isoformat(), page.line.due_on.isoformat()] == ["2021-05-26", "2021-11-26"]
    now = {row.body: row.now for row in page.addressees}
    assert (
        now["Police and Crime Commissioner for Cumbria"] == "Police, Fire and Crime Commissioner for Cumbria"
    )
    assert "Police and Crime Commissioner for West Yorkshire" not in now  # ended on 9 May 2021
    assert now["Mayor of West Yorkshire (West Yorkshire Combined Authority)"] == ""


def test_the_force_answered_three_times_and_the_rest_of_oversight_has_something_in_it(written):
    by = written.commissioner.actor
    (asking,) = list_update_requests(by, "by_us")
    assert (asking.answers, asking.last_support, asking.standing) == (3, "accepted", "later")
    assert [row.level for row in list_meetings(by)] == ["limited"]
    assert [(row.objective_count, row.done_count) for row in list_improvement_plans_with_counts(by)] == [
        (3, 1)
    ]
    assert [
        (row.hearing_count, row.held_count, row.published_count)
        for row in list_scrutiny_programmes_with_counts(by)
    ] == [(4, 2, 1)]
    assert [row.title for row in list_published_hearing_outcomes()] == ["What victims meet first"]
    assert [row.late_days for row in get_follow_up_list(by, FollowUpFilter()).rows] == [4, 0, 0]
