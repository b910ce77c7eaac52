"""What is due first is asked of open cases alone: their index answers how many there are without reading a case."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("casework", "0008_who_interpreted")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="case_by_owner_due"),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(
                condition=models.Q(("closed_at__isnull", True), ("next_due__isnull", False)),
                fields=["owner", "next_due"],
                name="case_list_due",
            ),
        ),
    ]
