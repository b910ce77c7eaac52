from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("intelligence", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "DistrictFigures": ["month"],
                "IntelligenceReport": ["changed_by", "body", "written_by", "cleared_by"],
                "OutreachCount": ["session"],
                "OutreachSession": ["changed_by", "body", "alarm_to", "returned_by"],
            }
        )
    ]
