"""Campaigns: who may change one, what never holds twice, and what a fund of another body is."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from handrail.areas.prevention.actions import campaigns
from handrail.areas.prevention.models import Campaign, CampaignActivity, CampaignPartner, ReachCount
from handrail.platform.access.errors import Denied
from handrail.platform.access.today import today
from handrail.platform.followups.permissions import RecordNotVisibleError
from handrail.platform.kernel.errors import ActionNotPossibleError, ConcurrentEditError
from support.concurrency import at_once
from support.prevention_data import DAY, add_activity, add_partner, set_up_campaign


def test_only_its_own_body_changes_a_campaign_and_an_older_page_overwrites_nothing(cast):
    campaign = set_up_campaign(cast)
    for person, refusal in (
        ("force_lead", RecordNotVisibleError),
        ("neighbour", RecordNotVisibleError),
        ("board", Denied),
        ("worker", Denied),
    ):
        with pytest.raises(refusal):
            campaigns.change_campaign(campaign, seen=1, by=getattr(cast, person).actor)
    other = Campaign.objects.get(pk=campaign.pk)
    campaign.aim = "First"
    campaigns.change_campaign(campaign, seen=1, by=cast.commissioner.actor)
    with pytest.raises(ConcurrentEditError):
        campaigns.change_campaign(other, seen=1, by=cast.commissioner.actor)


def test_an_activity_lies_within_its_campaign_and_its_days_hold_the_campaign(cast):
    campaign = set_up_campaign(cast)
    with pytest.raises(ValidationError, match="The campaign runs from"):
        add_activity(cast, campaign, ends_on=campaign.ends_on + DAY)
    with pytest.raises(ValidationError, match="at least one language"):
        add_activity(cast, campaign, languages=[])
    add_activity(cast, campaign)
    campaign.ends_on -= 10 * DAY
    with pytest.raises(ActionNotPossibleError, match="activity is outside"):
        campaigns.change_campaign(campaign, seen=1, by=cast.commissioner.actor)


def test_a_fund_that_is_not_the_bodys_own_funds_nothing(cast):
    campaign = Campaign(title="x", starts_on=today(), ends_on=today())
    with pytest.raises(ActionNotPossibleError, match="of your organisation"):
        campaigns.set_up_campaign(campaign, funded_by="fund:1", by=cast.commissioner.actor)


@pytest.mark.parametrize(
    ("paid", "paid_on", "field"),
    [(101, today, "paid"), (50, lambda: None, "paid_on"), (0, today, "paid_on")],
)
def test_money_is_paid_within_what_was_agreed_and_on_a_day(cast, paid, paid_on, field):
    campaign = set_up_campaign(cast)
    with pytest.raises(ValidationError) as wrong:
        add_partner(cast, campaign, paid=paid, paid_on=paid_on())
    assert field in wrong.value.error_dict


def test_a_rung_is_counted_once_a_day_and_never_before_the_activity(cast):
    activity = add_activity(cast, set_up_campaign(cast))
    by = cast.commissioner.actor

    def reach(on):
        return ReachCount(activity=activity, rung="shown", number=5, source="Estimate", counted_on=on)

    campaigns.record_reach_of_campaign(reach(today()), by=by)
    with pytest.raises(ValidationError, match="counted up to that day already"):
        campaigns.record_reach_of_campaign(reach(today()), by=by)
    with pytest.raises(ValidationError, match="on or after the first day"):
        campaigns.record_reach_of_campaign(reach(activity.starts_on - DAY), by=by)


@pytest.mark.django_db(transaction=True, databases="__all__")
def test_two_organisations_that_are_added_at_once_get_two_numbers(cast):
    campaign = set_up_campaign(cast)
    answers = at_once(lambda: add_partner(cast, campaign), lambda: add_partner(cast, campaign))
    assert [type(each) for each in answers] == [CampaignPartner, CampaignPartner]
    assert sorted(CampaignPartner.objects.values_list("number", flat=True)) == [1, 2]


def test_a_day_of_another_century_is_told(cast):
    campaign = Campaign(title="x", starts_on=datetime.date(1926, 1, 1), ends_on=today())
    with pytest.raises(ValidationError, match="within 10 years"):
        campaigns.set_up_campaign(campaign, by=cast.commissioner.actor)
    assert not CampaignActivity.objects.exists()
