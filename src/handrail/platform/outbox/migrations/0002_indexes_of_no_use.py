from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("outbox", "0001_initial")]

    operations = [
        migrations.RemoveIndex("message", "message_about"),  # it is asked how `about` begins, and no index of this kind tells
        DropFieldIndexes(
            {
                "Message": ["to"],
                "TextMessageSetting": ["changed_by"],
            }
        )
    ]
