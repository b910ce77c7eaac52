from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("oversight", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "BoardReport": ["plan", "by"],
                "Hearing": ["changed_by", "programme"],
                "HearingOutcome": ["by"],
                "HearingOutcomeCorrection": ["by"],
                "ImprovementPlan": ["changed_by", "body"],
                "Meeting": ["changed_by", "body"],
                "MeetingQuestion": ["changed_by", "meeting"],
                "MeetingReopeningNote": ["by"],
                "Objective": ["changed_by", "plan"],
                "PlanClosingOrReopeningNote": ["by"],
                "PlanGap": ["by"],
                "PlanSignal": ["plan", "by"],
                "Programme": ["changed_by", "body"],
                "ReportedObjectiveStatus": ["report"],
            }
        )
    ]
