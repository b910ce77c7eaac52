from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0003_never_true_of_a_service"),
    ]

    operations = [
        migrations.AddField(
            model_name="service",
            name="pilot_until",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="standing",
            name="note",
            field=models.CharField(blank=True, default="", max_length=300),
        ),
    ]
