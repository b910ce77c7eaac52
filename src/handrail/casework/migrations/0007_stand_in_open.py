"""Open cases on which somebody stands in, by who: nearly every case has nobody, so the index of all was never used."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0006_danger_plans_answers")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="case_by_stand_in"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True), ("stand_in__isnull", False)),
                fields=["stand_in"],
                name="case_by_stand_in_open",
            ),
        ),
    ]
