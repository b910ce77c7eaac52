from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("money", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "BudgetMovement": ["request", "by"],
                "FundRequest": ["fund", "case", "body", "reviewed_by", "decided_by", "receipted_by", "reconciled_by", "ended_by"],
                "PaidInstead": ["body", "recorded_by"],
            }
        )
    ]
