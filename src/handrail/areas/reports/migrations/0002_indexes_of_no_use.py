from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("reports", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Edition": ["report", "published_by"],
                "EditionEntry": ["edition"],
                "EditionFile": ["edition"],
                "Report": ["changed_by"],
                "ReportEntry": ["changed_by", "report", "answered_by"],
                "ReportSection": ["changed_by", "report"],
                "SectionFigure": ["taken_by", "section"],
            }
        )
    ]
