from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("personal_data", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "AccessRequest": ["opened_by", "answered_by"],
                "CorrectionRequest": ["changed_by", "case", "recorded_by"],
                "ErasureRequest": ["body", "decided_by"],
                "ItemDecision": ["request", "decided_by"],
                "LegalHold": ["placed_by", "lifted_by"],
                "RestrictionException": ["period", "allowed_by"],
                "RestrictionPeriod": ["began_by", "ended_by"],
                "RetentionDecision": ["case", "decided_by"],
            }
        )
    ]
