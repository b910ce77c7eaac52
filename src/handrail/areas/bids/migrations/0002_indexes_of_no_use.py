from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("bids", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Bid": ["changed_by", "body"],
                "BidCondition": ["changed_by", "bid"],
                "BidDelivery": ["target"],
                "BidPost": ["bid"],
                "BidTarget": ["changed_by", "bid"],
                "EvaluationLine": ["changed_by", "evaluation"],
                "EvaluationPost": ["evaluation"],
                "ExpressionOfInterest": ["changed_by"],
                "FundingCall": ["changed_by", "body"],
                "LineCitation": ["line"],
                "PilotPlan": ["changed_by"],
                "PilotPost": ["pilot"],
                "PlannedGroup": ["changed_by", "target"],
                "ServiceEvaluation": ["changed_by", "body"],
            }
        )
    ]
