"""The tables of prevention."""

from handrail.areas.prevention.models.campaign import (
    Campaign,
    CampaignActivity,
    CampaignMaterial,
    CampaignPart,
    CampaignPartner,
    ReachCount,
)

__all__ = [
    "Campaign",
    "CampaignActivity",
    "CampaignMaterial",
    "CampaignPart",
    "CampaignPartner",
    "ReachCount",
]
