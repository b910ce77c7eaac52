from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("directory_housing", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Agreement": ["changed_by", "keeper", "provider", "subsistence_payer", "written_by", "confirmed_by", "paper_by"],
                "DutyNumber": ["keeper"],
                "Place": ["changed_by", "provider", "area"],
                "SubsistenceRate": ["agreement"],
                "Unit": ["place"],
                "Zone": ["area"],
            }
        )
    ]
