from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("prevention", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Campaign": ["changed_by", "body"],
                "CampaignActivity": ["changed_by", "campaign"],
                "CampaignMaterial": ["changed_by", "campaign"],
                "CampaignPartner": ["changed_by", "campaign"],
                "OutcomeFigure": ["changed_by", "body"],
                "PriorityEvidence": ["priority", "by"],
                "ReachCount": ["changed_by", "activity"],
                "ScoredThreat": ["changed_by", "body"],
                "ScoringTable": ["changed_by", "body"],
                "Strategy": ["changed_by", "body"],
                "StrategyEdition": ["strategy", "by"],
                "StrategyPriority": ["changed_by", "strategy"],
                "StrategyStep": ["by"],
                "TeamMonth": ["changed_by", "body"],
                "ThreatItem": ["changed_by", "body"],
                "ThreatReview": ["by"],
                "ThreatScore": ["by"],
            }
        )
    ]
