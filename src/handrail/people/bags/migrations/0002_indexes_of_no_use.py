from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("bags", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "BagFeedback": ["told_to"],
                "BagIssue": ["case", "body", "given_by", "back_by"],
            }
        )
    ]
