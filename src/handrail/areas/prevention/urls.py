"""The addresses of this part."""

from django.urls import URLPattern, path

from handrail.areas.prevention.views import campaigns, training

CAMPAIGN_PATH = "prevention/campaigns/<uuid:campaign_id>"

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
        campaigns.AddActivityPage.as_view(),
        name="add_campaign_activity",
    ),
    path(
        f"{CAMPAIGN_PATH}/activities/<int:number>/",
        campaigns.ChangeActivityPage.as_view(),
        name="change_campaign_activity",
    ),
    path(
        f"{CAMPAIGN_PATH}/activities/<int:number>/reach/",
        campaigns.RecordReachPage.as_view(),
        name="record_campaign_reach",
    ),
    path(
        f"{CAMPAIGN_PATH}/organisations/add/",
        campaigns.AddPartnerPage.as_view(),
        name="add_campaign_partner",
    ),
    path(
        f"{CAMPAIGN_PATH}/organisations/<int:number>/",
        campaigns.ChangePartnerPage.as_view(),
        name="change_campaign_partner",
    ),
    path(
        f"{CAMPAIGN_PATH}/materials/add/",
        campaigns.AddMaterialPage.as_view(),
        name="add_campaign_material",
    ),
    path(
        f"{CAMPAIGN_PATH}/materials/<int:number>/",
        campaigns.ChangeMaterialPage.as_view(),
        name="change_campaign_material",
    ),
    path("prevention/training/", training.prevention_training, name="prevention_training"),
]
