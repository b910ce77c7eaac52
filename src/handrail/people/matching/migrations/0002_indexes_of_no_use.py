from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("matching", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "CaseJoin": ["joined_by", "parted_by"],
                "CasePair": ["changed_by", "one", "two"],
                "CopiedFact": ["case", "copied_by"],
                "Incident": ["owner"],
                "IncidentFact": ["said_by"],
                "PairSide": ["changed_by", "pair", "body"],
                "PoliceOwnNote": ["case", "written_by"],
            }
        )
    ]
