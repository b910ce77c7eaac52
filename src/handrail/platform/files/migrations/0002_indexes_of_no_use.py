from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("files", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Paper": ["file", "taken_back_by"],
                "Part": ["paper"],
            }
        )
    ]
