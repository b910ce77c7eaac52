from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("access", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Grant": ["to_body", "to_user", "ended_by"],
                "Membership": ["body", "given_by", "ended_by"],
            }
        )
    ]
