import django.db.models.deletion
from django.db import migrations, models

import handrail.kernel.ids


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0004_service_pilot_until_standing_note"),
        ("reference", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrival",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=handrail.kernel.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("source", models.CharField(max_length=200)),
                ("rows", models.JSONField()),
                ("read_at", models.DateTimeField()),
                ("read_by", models.CharField(max_length=120)),
                ("done_at", models.DateTimeField(null=True)),
                ("added", models.PositiveIntegerField(default=0)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="reference.body"
                    ),
                ),
            ],
        ),
    ]
