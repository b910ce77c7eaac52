from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("partnerships", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Contribution": ["changed_by"],
                "Escalation": ["changed_by"],
                "Group": ["changed_by", "body"],
                "GroupAction": ["changed_by", "group"],
                "GroupAttendance": ["meeting"],
                "GroupDecision": ["changed_by", "meeting"],
                "GroupMeeting": ["changed_by", "group"],
                "GroupMove": ["by"],
                "GroupReader": ["changed_by"],
                "GroupSurvey": ["changed_by"],
                "Intensification": ["changed_by"],
                "OperationActivity": ["changed_by"],
                "OperationEdition": ["operation", "by"],
                "OperationFollowUp": ["changed_by", "operation"],
                "OperationResult": ["changed_by", "operation"],
                "Seat": ["changed_by", "body"],
                "SharedHelp": ["changed_by"],
                "TermsOfReference": ["group", "by"],
                "WorkStream": ["changed_by", "group"],
                "YearEdition": ["report", "by"],
                "YearFile": ["edition"],
                "YearReport": ["changed_by", "group"],
                "YearSentence": ["changed_by", "report"],
            }
        )
    ]
