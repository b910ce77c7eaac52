from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("caseload_import", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "CaseloadImport": ["body"],
                "CaseloadImportRow": ["caseload"],
                "ImportedCase": ["caseload"],
                "SavedColumnMapping": ["saved_by"],
            }
        )
    ]
