from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("referral_form", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "DraftOrSentForm": ["case", "started_by", "changed_by", "made_by"],
                "FormAnswer": ["draft", "changed_by"],
                "Handover": ["case", "to_body", "replied_by"],
            }
        )
    ]
