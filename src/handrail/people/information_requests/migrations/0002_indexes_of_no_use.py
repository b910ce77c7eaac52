from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("information_requests", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "InformationRequest": ["from_body", "to_body", "notice_language", "case"],
                "NamedPersonRequest": ["from_body", "to_body", "notice_language"],
                "PersonTold": ["language", "recorded_by", "request"],
                "PersonToldOfNamedRequest": ["language", "recorded_by", "request"],
            }
        )
    ]
