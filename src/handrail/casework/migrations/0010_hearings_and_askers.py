"""The day of a hearing that was fixed, and who asked a question where it was not whoever wrote the answer down."""

from django.db import migrations, models

import handrail.vault.fields
from handrail.casework import only_followed


def put_up(apps, schema_editor):
    only_followed.put_up(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("casework", "0009_open_due")]

    operations = [
        migrations.AddField(model_name="event", name="held_on", field=models.DateField(null=True)),
        migrations.AddField(
            model_name="consent", name="asker", field=handrail.vault.fields.SealedField(null=True)
        ),
        migrations.RunPython(put_up, migrations.RunPython.noop),
    ]
