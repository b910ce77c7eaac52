from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("records", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "Case": ["owner", "point_of_contact", "closed_by"],
                "Consent": ["case", "asked_by"],
                "DangerCheck": ["case", "asked_by"],
                "Event": ["case"],
                "Need": ["case", "opened_by"],
                "Offer": ["changed_by", "case", "offered_by", "answered_to"],
                "Person": ["changed_by"],
                "PersonMove": ["case", "by"],
                "SafetyPlan": ["case", "written_by"],
                "SafetyPlanReview": ["case", "reviewed_by"],
            }
        )
    ]
