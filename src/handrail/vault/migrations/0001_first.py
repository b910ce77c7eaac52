import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="BodyKey",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("body_code", models.CharField(max_length=100)),
                ("version", models.PositiveIntegerField(default=1)),
                ("wrapped", models.BinaryField()),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("body_code", "version"), name="vault_body_key_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="FileKey",
            fields=[
                ("file_id", models.UUIDField(primary_key=True, serialize=False)),
                ("body_code", models.CharField(max_length=100)),
                ("wrapped", models.BinaryField(null=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("destroyed_at", models.DateTimeField(null=True)),
                (
                    "body_key",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="file_keys",
                        to="vault.bodykey",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("body_key__isnull", False),
                                ("destroyed_at", None),
                                ("wrapped__isnull", False),
                            ),
                            models.Q(("body_key", None), ("destroyed_at__isnull", False), ("wrapped", None)),
                            _connector="OR",
                        ),
                        name="vault_file_key_whole_or_tombstone",
                    )
                ],
            },
        ),
    ]
