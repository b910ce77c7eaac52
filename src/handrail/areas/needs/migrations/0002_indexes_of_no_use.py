from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("needs", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "CommissioningIntention": ["changed_by", "assessment", "decided_by"],
                "EvidenceFigure": ["taken_by"],
                "EvidenceQuote": ["changed_by"],
                "FindingEvidence": ["finding"],
                "NeedsAssessment": ["changed_by", "body", "replaces"],
                "NeedsEvidence": ["changed_by", "assessment"],
                "NeedsFinding": ["changed_by", "assessment"],
                "NeedsRecommendation": ["changed_by", "assessment"],
                "PublishedNeedsFile": ["publication"],
            }
        )
    ]
