from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("insight_packs", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "BoardPack": ["changed_by", "series", "made_by"],
                "PackComment": ["changed_by", "pack"],
                "PackSeries": ["changed_by", "body"],
                "PackWriter": ["pack"],
                "SignedPack": ["made_by"],
                "SignedPackFile": ["signed"],
            }
        )
    ]
