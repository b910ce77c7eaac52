from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("directory_practitioners", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "AvailabilityPeriod": ["practitioner", "added_by"],
                "DeploymentSettings": ["body", "set_by"],
                "Post": ["changed_by", "employer", "base_area"],
                "PostArea": ["post"],
                "Practitioner": ["changed_by", "employer", "base_area"],
                "PractitionerLanguage": ["practitioner"],
                "PractitionerSkill": ["practitioner"],
                "PractitionerTraining": ["practitioner"],
                "TrainingSession": ["changed_by", "body"],
            }
        )
    ]
