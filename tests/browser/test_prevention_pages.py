"""Every page of prevention and intelligence at both widths, with something in every place, and with nothing yet."""

from django.urls import reverse

from browser.walker import Walker, fault
from handrail.areas.intelligence.urls import urlpatterns as of_intelligence
from handrail.areas.prevention.urls import urlpatterns as of_prevention
from support.prevention_data import prevent, watch

NOT_YET = {"strategy_edition"}
CAMPAIGN = "campaign change_campaign end_campaign reopen_campaign add_campaign_activity add_campaign_partner"
CAMPAIGN_PARTS = (
    "change_campaign_activity record_campaign_reach change_campaign_partner change_campaign_material"
)
STRATEGY = (
    "strategy change_strategy add_strategy_priority record_strategy_step publish_strategy vary_strategy"
)
KEPT_BY_FORCE = "log_threat change_threat review_threat add_scoring_table add_scored_threat score_threat"


def test_every_page_of_prevention_can_be_used(cast, desk):
    found = prevent(cast)
    arguments = (
        {name: [found.campaign] for name in (*CAMPAIGN.split(), "add_campaign_material")}
        | {name: [found.campaign, 1] for name in CAMPAIGN_PARTS.split()}
        | {name: [found.threat] for name in ("threat_item", "change_threat", "review_threat")}
        | {name: [found.strategy] for name in STRATEGY.split()}
        | {name: [found.strategy, 1] for name in ("change_strategy_priority", "add_priority_evidence")}
        | {"score_threat": [found.scored], "add_campaign_for_signal": [found.signal]}
    )
    of_force = {*KEPT_BY_FORCE.split(), "add_team_month", "add_outcome_figure"}
    names = {str(pattern.name) for pattern in of_prevention} - NOT_YET
    told = []
    for who, some in ((cast.commissioner, names - of_force), (cast.force_lead, of_force)):
        walker = Walker(desk(who))
        told += [
            each
            for name in sorted(some)
            for each in fault(walker, reverse(name, args=arguments.get(name, [])))
        ]
    assert told == []


def test_every_page_of_outreach_and_intelligence_can_be_used(cast, desk):
    found = watch(cast)
    session = {
        name: [found.session]
        for name in ("outreach_session", "extend_outreach", "cancel_outreach", "confirm_return")
    }
    clearing = ("intelligence_report", "return_intelligence", "count_intelligence")
    report = {name: [found.report] for name in clearing} | {"clear_intelligence": [found.report, "3x5x2"]}
    written = {"rewrite_intelligence": [found.report]}
    lists = {"outreach", "plan_outreach", "intelligence_reports", "write_intelligence"}
    assert {*session, *report, *written, *lists, "intelligence_map"} == {
        str(pattern.name) for pattern in of_intelligence
    }
    told = []
    for who, some in (
        (cast.partner, session | written | {name: [] for name in lists}),
        (cast.force_lead, report | {"intelligence_map": []}),
    ):
        walker = Walker(desk(who))
        told += [each for name in some for each in fault(walker, reverse(name, args=some[name]))]
    assert told == []


def test_empty_places_say_what_comes_next(cast, desk):
    walker = Walker(desk(cast.commissioner))
    for name, said in (
        ("campaigns", "No campaigns here yet"),
        ("prevention_training", "No sessions recorded yet"),
        ("prosecutions", "No quarter is published yet"),
        ("strategies", "No strategic plan yet"),
        ("intelligence_map", "No figures yet"),
    ):
        assert fault(walker, reverse(name)) == []
        walker.says(said)
