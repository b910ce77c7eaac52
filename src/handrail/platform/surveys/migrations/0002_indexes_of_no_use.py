from django.db import migrations

from handrail.platform.field_indexes import DropFieldIndexes


class Migration(migrations.Migration):

    atomic = False  # no table is locked for longer than one index takes: others work meanwhile
    dependencies = [("surveys", "0001_initial")]

    operations = [
        DropFieldIndexes(
            {
                "QuestionTranslation": ["changed_by", "question"],
                "Survey": ["changed_by", "body"],
                "SurveyAnswer": ["survey"],
                "SurveyQuestion": ["changed_by", "survey"],
                "SurveyTranslation": ["changed_by", "survey"],
            }
        )
    ]
