from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("calls", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Call": ["changed_by"],
                "CallQuestion": ["changed_by", "call"],
                "CallRecipient": ["call"],
                "Return": ["changed_by"],
                "ReturnAnswer": ["changed_by", "to"],
                "ReturnComment": ["by"],
                "ReturnEdition": ["of"],
                "ReturnFigure": ["taken_by", "of"],
                "ReturnPractice": ["changed_by", "of"],
            }
        )
    ]
