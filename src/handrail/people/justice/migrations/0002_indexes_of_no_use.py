from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("justice", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "AgreedContact": ["case", "recorded_by"],
                "CompulsionRecord": ["case", "recorded_by"],
                "ContractAnswer": ["item", "language", "recorded_by"],
                "ContractItem": ["case"],
                "ExplainedMiss": ["case", "recorded_by"],
                "JusticeContact": ["case", "interpreter", "recorded_by"],
                "OfficerInCase": ["case", "officer"],
                "PoliceOutcome": ["case", "recorded_by"],
                "RightsLevelDecision": ["case", "decided_by"],
                "SignOffRequest": ["case"],
                "SuspectStep": ["case"],
                "TriageDecision": ["case", "decided_by"],
            }
        )
    ]
