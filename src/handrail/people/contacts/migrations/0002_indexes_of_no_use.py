from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("contacts", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Absence": ["user", "made_by"],
                "Closing": ["closed_by", "reopened_by"],
                "Contact": ["changed_by", "case", "with_user", "made_by"],
                "Dependant": ["changed_by", "case", "said_by"],
                "HandOver": ["from_user", "to_user", "to_body"],
                "Task": ["changed_by", "case", "for_user", "made_by", "ended_by"],
            }
        )
    ]
