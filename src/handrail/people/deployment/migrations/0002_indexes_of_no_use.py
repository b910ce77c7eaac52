from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("deployment", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "AdviceRequest": ["changed_by", "asked_by", "to_body"],
                "BarredPractitioner": ["case", "said_by"],
                "BookedQuarterHour": ["practitioner"],
                "Deployment": ["changed_by", "case"],
                "DeploymentRequest": ["changed_by", "case", "held_by", "raised_by", "interim"],
                "InformedChoice": ["case", "explained_by"],
                "InterpreterBooking": ["changed_by", "case", "checked_by", "booked_by"],
                "PersonLanguage": ["case", "said_by"],
            }
        )
    ]
