"""Files that somebody asked for: who asked, how far it is, and the sealed result until it expires.

A result has a key of its own in the key store, destroyed when it expires: no backup of the main database gives it back.
"""

from django.db import models
from django.db.models import Q

from handrail.platform.access.models import User
from handrail.platform.access.roles import ROLES
from handrail.platform.background_tasks.text_choices import CountedUnit, FileState, TaskTrouble
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body
from handrail.platform.vault.app_sealed_fields import AppSealedField, AppSealedJSONField
from handrail.platform.vault.fields import SealedField


class BackgroundTask(models.Model):
    """One file. `arguments` are ids and codes; `worker` is the process that makes it, until `lease_until`.

    `shown` says which case files the result tells of, so that whoever fetches it is asked again about each.
    """

    impersonal_text = ("task", "worker", "media_type")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    task = models.CharField(max_length=200)
    arguments = AppSealedJSONField(default=dict)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    role = CodeField(max_length=32, choices=[(role.value, card.name) for role, card in ROLES.items()])
    state = CodeField(max_length=10, choices=FileState.choices, default=FileState.WAITING)
    counted = CodeField(max_length=8, choices=CountedUnit.choices)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    is_cancel_asked = models.BooleanField(default=False)
    attempts = models.PositiveSmallIntegerField(default=0)
    worker = models.CharField(max_length=100, blank=True, default="")
    lease_until = models.DateTimeField(null=True)
    asked_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    trouble = CodeField(max_length=12, choices=TaskTrouble.choices, blank=True, default="")
    result_id = models.UUIDField(null=True)  # by which the key store knows the key of the result
    file_name = AppSealedField(null=True)
    media_type = models.CharField(max_length=100, blank=True, default="")
    size = models.PositiveIntegerField(default=0)
    parts = models.PositiveSmallIntegerField(default=0)
    shown = AppSealedJSONField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=FileState.RUNNING, lease_until__isnull=False, started_at__isnull=False)
                | (~Q(state=FileState.RUNNING) & Q(lease_until__isnull=True)),
                name="background_task_runs_under_a_lease",
            ),
            models.CheckConstraint(
                condition=Q(
                    state=FileState.READY, result_id__isnull=False, expires_at__isnull=False, parts__gt=0
                )
                | (~Q(state=FileState.READY) & Q(result_id__isnull=True, parts=0)),
                name="background_task_ready_has_a_result",
            ),
        ]
        indexes = [
            models.Index(fields=["asked_by", "-asked_at"], name="background_task_own"),
            models.Index(fields=["state", "asked_at"], name="background_task_by_state"),
        ]

    def __str__(self) -> str:
        return f"file {self.pk}"


class TaskResultPart(models.Model):
    """A run of a result's bytes, sealed for its place among the others."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    task = models.ForeignKey(BackgroundTask, on_delete=models.CASCADE, related_name="content", db_index=False)
    number = models.PositiveSmallIntegerField()
    content = SealedField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["task", "number"], name="task_result_part_once")]

    def __str__(self) -> str:
        return f"part {self.number} of {self.task_id}"
