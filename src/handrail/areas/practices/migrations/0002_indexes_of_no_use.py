from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("practices", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "EditorText": ["call", "written_by"],
                "Practice": ["changed_by", "confirmed_by"],
                "PracticeOutcome": ["said_by"],
            }
        )
    ]
