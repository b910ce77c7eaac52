from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("recommendations", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Addressee": ["recommendation"],
                "PublishedComment": ["by"],
                "Recommendation": ["changed_by", "registered_by"],
                "RecommendationClosingDecision": ["by"],
                "RecommendationUpdate": ["asking", "by"],
                "UpdateRequest": ["changed_by", "recommendation", "owner", "asked_by"],
            }
        )
    ]
