from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("insight_monitoring_returns", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "ExactCountDisclosure": ["of", "from_body", "by"],
                "MonitoringCount": ["changed_by", "of"],
                "MonitoringLine": ["changed_by", "template"],
                "MonitoringReturn": ["changed_by", "template", "drafted_by", "signed_by"],
                "MonitoringTemplate": ["changed_by", "body"],
            }
        )
    ]
