from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("directory_funds", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Budget": ["fund"],
                "BudgetMonth": ["budget"],
                "Fund": ["owner", "set_up_by"],
                "FundTerms": ["fund", "set_by"],
                "FundTermsItem": ["terms"],
            }
        )
    ]
