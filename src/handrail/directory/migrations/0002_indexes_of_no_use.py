from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("directory", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Pilot": ["changed_by", "body"],
                "PilotExtension": ["given_by"],
                "PilotMeasure": ["pilot"],
                "Service": ["changed_by", "provider"],
                "ServiceStatus": ["service"],
            }
        )
    ]
