from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("directory", "0005_arrival"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="service",
            index=models.Index(fields=["everywhere"], name="service_everywhere"),
        ),
    ]
