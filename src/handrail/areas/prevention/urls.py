"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.areas.prevention.views import campaigns, strategies, threats, training

CAMPAIGN_PATH = "prevention/campaigns/<uuid:campaign_id>"
THREAT_PATH = "prevention/threats/<uuid:item_id>"
STRATEGY_PATH = "prevention/plans/<uuid:strategy_id>"
PRIORITY_PATH = f"{STRATEGY_PATH}/priorities/<int:number>"

urlpatterns: list[URLPattern] = [
    path("prevention/", campaigns.campaigns, name="campaigns"),
    path("prevention/campaigns/add/", campaigns.AddCampaignPage.as_view(), name="add_campaign"),
    path(
        "prevention/campaigns/add/<uuid:signal_id>/",
        campaigns.AddCampaignPage.as_view(),
        name="add_campaign_for_signal",
    ),
    path(f"{CAMPAIGN_PATH}/", campaigns.campaign, name="campaign"),
    path(f"{CAMPAIGN_PATH}/change/", campaigns.ChangeCampaignPage.as_view(), name="change_campaign"),
    path(f"{CAMPAIGN_PATH}/end/", campaigns.EndCampaignPage.as_view(), name="end_campaign"),
    path(f"{CAMPAIGN_PATH}/open-again/", campaigns.ReopenCampaignPage.as_view(), name="reopen_campaign"),
    path(
        f"{CAMPAIGN_PATH}/activities/add/",
        campaigns.AddCampaignActivityPage.as_view(),
        name="add_campaign_activity",
    ),
    path(
        f"{CAMPAIGN_PATH}/activities/<int:number>/",
        campaigns.ChangeCampaignActivityPage.as_view(),
        name="change_campaign_activity",
    ),
    path(
        f"{CAMPAIGN_PATH}/activities/<int:number>/reach/",
        campaigns.RecordCampaignReachPage.as_view(),
        name="record_campaign_reach",
    ),
    path(
        f"{CAMPAIGN_PATH}/organisations/add/",
        campaigns.AddCampaignPartnerPage.as_view(),
        name="add_campaign_partner",
    ),
    path(
        f"{CAMPAIGN_PATH}/organisations/<int:number>/",
        campaigns.ChangeCampaignPartnerPage.as_view(),
        name="change_campaign_partner",
    ),
    path(
        f"{CAMPAIGN_PATH}/materials/add/",
        campaigns.AddCampaignMaterialPage.as_view(),
        name="add_campaign_material",
    ),
    path(
        f"{CAMPAIGN_PATH}/materials/<int:number>/",
        campaigns.ChangeCampaignMaterialPage.as_view(),
        name="change_campaign_material",
    ),
    path("prevention/training/", training.prevention_training, name="prevention_training"),
    path("prevention/threats/", threats.threats, name="threats"),
    path("prevention/threats/add/", threats.LogThreatPage.as_view(), name="log_threat"),
    path(f"{THREAT_PATH}/", threats.threat_item, name="threat_item"),
    path(f"{THREAT_PATH}/change/", threats.ChangeThreatPage.as_view(), name="change_threat"),
    path(f"{THREAT_PATH}/review/", threats.ReviewThreatPage.as_view(), name="review_threat"),
    path("prevention/scores/", threats.threat_scores, name="threat_scores"),
    path("prevention/scores/table/", threats.AddThreatScoringTablePage.as_view(), name="add_scoring_table"),
    path("prevention/scores/add/", threats.AddScoredThreatPage.as_view(), name="add_scored_threat"),
    path("prevention/scores/<uuid:threat_id>/", threats.ScoreThreatPage.as_view(), name="score_threat"),
    path("prevention/teams/", threats.team_capacity, name="team_capacity"),
    path("prevention/teams/add/", threats.AddTeamCapacityOfMonthPage.as_view(), name="add_team_month"),
    path("prevention/prosecutions/", threats.police_and_court_outcomes, name="prosecutions"),
    path(
        "prevention/prosecutions/add/",
        threats.AddSuspectOrProsecutionFigurePage.as_view(),
        name="add_outcome_figure",
    ),
    path("prevention/plans/", strategies.strategies, name="strategies"),
    path("prevention/plans/add/", strategies.AddStrategyPage.as_view(), name="add_strategy"),
    path(f"{STRATEGY_PATH}/", strategies.strategy, name="strategy"),
    path(f"{STRATEGY_PATH}/editions/<int:number>/", strategies.strategy_edition, name="strategy_edition"),
    path(f"{STRATEGY_PATH}/change/", strategies.ChangeStrategyPage.as_view(), name="change_strategy"),
    path(
        f"{STRATEGY_PATH}/priorities/add/",
        strategies.AddStrategyPriorityPage.as_view(),
        name="add_strategy_priority",
    ),
    path(
        f"{PRIORITY_PATH}/", strategies.ChangeStrategyPriorityPage.as_view(), name="change_strategy_priority"
    ),
    path(
        f"{PRIORITY_PATH}/evidence/",
        strategies.AddPriorityEvidencePage.as_view(),
        name="add_priority_evidence",
    ),
    path(
        f"{STRATEGY_PATH}/steps/add/",
        strategies.RecordStrategyConsultationStepPage.as_view(),
        name="record_strategy_step",
    ),
    path(f"{STRATEGY_PATH}/publish/", strategies.PublishStrategyPage.as_view(), name="publish_strategy"),
    path(f"{STRATEGY_PATH}/vary/", strategies.OpenStrategyForVariationPage.as_view(), name="vary_strategy"),
]
