"""Triggers that refuse to change or delete the trail, on both engines."""

from django.db import migrations

from handrail.audit import stops


def put_up(apps, schema_editor):
    stops.put_up(schema_editor.connection)


def take_down(apps, schema_editor):
    stops.take_down(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_first")]

    operations = [migrations.RunPython(put_up, take_down)]
