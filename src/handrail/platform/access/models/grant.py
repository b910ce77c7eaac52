"""A grant: kinds of information on a file, opened to a body or a person, on a ground, for a time."""

import datetime
from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from handrail.platform.access.grounds import WORDS, GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.models.case_file import File
from handrail.platform.access.models.user import User
from handrail.platform.access.sealed import Sealed, SealedModel, SealedQuerySet
from handrail.platform.audit.tamper_evident_rows import TamperEvident
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class GrantQuerySet(SealedQuerySet["Grant"]):
    """Ways to ask for grants."""

    def opening(self, today: datetime.date) -> Self:
        """Those that open something to whom they are given: what the policy asks for."""
        return self.live(today).filter(held_back_at__isnull=True)

    def live(self, today: datetime.date) -> Self:
        """Those on the day, and now where they end at a moment, as whoever gave them is shown them.

        One that is held back is among them: whoever gave it must not be able to tell.
        """
        return self.standing(today).filter(paused_at__isnull=True)

    def standing(self, today: datetime.date) -> Self:
        """Those that are live, or would be if the file were not restricted."""
        return self.filter(
            Q(until__isnull=True) | Q(until__gte=today),
            Q(ends_at__isnull=True) | Q(ends_at__gt=timezone.now()),
            since__lte=today,
            ended_at__isnull=True,
        )


class NonEmergencyGrantManager(models.Manager.from_queryset(GrantQuerySet)):  # type: ignore[misc]  # made by Django
    """All but emergency access, which names nobody on a case and shares it with nobody."""

    def get_queryset(self) -> GrantQuerySet:
        """Without emergency access."""
        found: GrantQuerySet = super().get_queryset().exclude(ground=GrantGround.EMERGENCY.value)
        return found


class Grant(SealedModel, TamperEvident):
    """Ended or paused, never edited. `because` says in words what it rests on; without `ended_by` Handrail ended it.

    `objects` leaves emergency access out: only the policy, and the room that gives it, ask for `every` grant.
    """

    personal_fields = ("because",)
    sealed_with = "file_id"
    seals_after_insert = True  # the database gives the number
    impersonal_text = ("kinds",)
    evident_fields = (
        "file_id",
        "to_body_id",
        "to_user_id",
        "kinds",
        "ground",
        "since",
        "until",
        "ends_at",
        "given_at",
        "given_by_id",
        "ended_at",
        "ended_by_id",
        "paused_at",
        "held_back_at",
    )

    file = models.ForeignKey(File, on_delete=models.PROTECT, related_name="grants")
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    to_user = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    kinds = models.JSONField()
    ground = CodeField(max_length=16, choices=[(g.value, w) for g, w in WORDS.items()])
    because = models.CharField(max_length=300, blank=True)  # our own words, never a worker's
    reason = Sealed(kind=Kind.CONSENT, null=True)
    end_reason = Sealed(kind=Kind.CONSENT, null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    ends_at = models.DateTimeField(null=True)  # of emergency access, which lasts hours
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    paused_at = models.DateTimeField(null=True)  # while the file is restricted it opens nothing
    held_back_at = models.DateTimeField(
        null=True
    )  # opens nothing until a keeper says yes; told to nobody else

    every = GrantQuerySet.as_manager()
    if TYPE_CHECKING:
        objects = GrantQuerySet.as_manager()  # type: ignore[misc]
    else:
        objects = NonEmergencyGrantManager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(to_body__isnull=False, to_user__isnull=True)
                | Q(to_body__isnull=True, to_user__isnull=False),
                name="grant_to_a_body_or_a_person",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False) | Q(ended_by__isnull=True),
                name="grant_ended_by_only_where_ended",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="grant_until_after_since"
            ),
            models.CheckConstraint(
                condition=Q(held_back_at__isnull=True)
                | (Q(to_body__isnull=False) & ~Q(ground=GrantGround.LIFE.value)),
                name="grant_held_back_to_a_body_only",
            ),
            models.UniqueConstraint(
                fields=["file", "to_user"],
                condition=Q(ended_at__isnull=True) & ~Q(ground=GrantGround.EMERGENCY.value),
                name="grant_one_live_per_person",
            ),
            models.CheckConstraint(
                condition=Q(ground=GrantGround.EMERGENCY.value, ends_at__isnull=False, to_user__isnull=False)
                | (~Q(ground=GrantGround.EMERGENCY.value) & Q(ends_at__isnull=True)),
                name="grant_emergency_ends_at_a_moment",
            ),
        ]
        indexes = [
            models.Index(fields=["to_user", "ended_at", "file"], name="grant_by_person"),
            models.Index(fields=["to_body", "ended_at", "file"], name="grant_by_body"),
        ]

    def __str__(self) -> str:
        return f"grant {self.pk}"
