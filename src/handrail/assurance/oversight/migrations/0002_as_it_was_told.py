"""Boards and published outcomes keep the wording of their day.

Rows of before get the wording of now: it is all that is known. Their fingerprint stays as it was published; it is of
title, words, evidence and the day of the hearing alone.
"""

from typing import Any

from django.db import migrations, models
from django.db.models import Q


def keep(apps: Any, schema_editor: Any) -> None:
    """Copy what was shown until now onto the rows themselves."""
    status = apps.get_model("assurance_oversight", "Status")
    for row in status.objects.select_related("objective").iterator(500):
        status.objects.filter(pk=row.pk).update(what=row.objective.what)
    outcome = apps.get_model("assurance_oversight", "Outcome")
    joined = outcome.objects.select_related("body", "hearing__programme", "hearing__recommendation")
    for row in joined.iterator(500):
        looked_into = row.hearing.recommendation
        outcome.objects.filter(pk=row.pk).update(
            body_name=row.body.name,
            programme=row.hearing.programme.title,
            subject=row.hearing.subject,
            recommendation=looked_into.title if looked_into and looked_into.national else "",
        )


class Migration(migrations.Migration):
    """Four columns of an outcome, one of a status, and that they say something."""

    dependencies = [("assurance_oversight", "0001_initial")]

    operations = [
        migrations.AddField(
            "status", "what", models.CharField(max_length=500, default=""), preserve_default=False
        ),
        *(
            migrations.AddField(
                "outcome", name, models.CharField(max_length=200, default=""), preserve_default=False
            )
            for name in ("body_name", "programme", "subject")
        ),
        migrations.AddField(
            "outcome", "recommendation", models.CharField(max_length=200, blank=True, default="")
        ),
        migrations.RunPython(keep, migrations.RunPython.noop),
        migrations.AddConstraint(
            "status", models.CheckConstraint(condition=~Q(what=""), name="status_says_of_what")
        ),
        migrations.AddConstraint(
            "outcome",
            models.CheckConstraint(
                condition=~Q(body_name="") & ~Q(programme="") & ~Q(subject=""), name="outcome_says_of_what"
            ),
        ),
    ]
