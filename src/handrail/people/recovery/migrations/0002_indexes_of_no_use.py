from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("recovery", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "CaseFeedback": ["case"],
                "ChangeCause": ["change"],
                "Goal": ["case", "opened_by"],
                "GoalNeed": ["version"],
                "GoalVersion": ["changed_by", "goal"],
                "Hesitation": ["withdrawn_by", "case"],
                "HesitationChange": ["withdrawn_by"],
                "HesitationReason": ["hesitation"],
                "LocalProvider": ["case", "added_by", "ended_by"],
                "OutcomeReview": ["case"],
            }
        )
    ]
