from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Link",
            fields=[
                ("sequence", models.BigIntegerField(primary_key=True, serialize=False)),
                ("record_id", models.UUIDField(unique=True)),
                ("is_head", models.BooleanField()),
                ("digest", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Record",
            fields=[
                ("id", models.UUIDField(editable=False, primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("user_id", models.TextField()),
                ("user_name", models.TextField()),
                ("body_code", models.TextField()),
                ("body_name", models.TextField()),
                ("role", models.TextField()),
                ("verb", models.TextField()),
                ("about", models.UUIDField(null=True)),
                ("outcome", models.TextField()),
                ("shown", models.JSONField()),
                ("why", models.TextField()),
                ("mac", models.BinaryField()),
            ],
            options={
                "indexes": [models.Index(fields=["about", "-id"], name="audit_about_newest")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["done", "read", "refused"])),
                        name="audit_outcome_known",
                    )
                ],
            },
        ),
    ]
