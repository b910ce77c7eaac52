"""An invitation by email to work for an organisation in a role: for one person, once, for some days."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.platform.access.models import User
from handrail.platform.access.roles import ROLES, Role
from handrail.platform.audit.tamper_evident_rows import TamperEvident
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class InvitationQuerySet(models.QuerySet["Invitation"]):
    """Ways to ask for invitations."""

    def unanswered(self) -> Self:
        """Neither accepted nor withdrawn; expired ones too, which can be sent again."""
        return self.filter(accepted_at__isnull=True, withdrawn_at__isnull=True)


class Invitation(TamperEvident):
    """Waits until the person accepts it; it gives nothing before. A row that something else wrote gives nothing.

    The link in the mail is signed and kept nowhere (links.py). `round` counts the mails: with each the earlier link
    ends.
    """

    personal_fields = ("name", "work_phone")
    evident_fields = (
        "user_id",
        "body_id",
        "role",
        "name",
        "work_phone",
        "invited_by_id",
        "invited_at",
        "round",
        "expires_at",
        "accepted_at",
        "withdrawn_at",
    )

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="invitations")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = CodeField(max_length=32, choices=[(role.value, card.name) for role, card in ROLES.items()])
    name = models.CharField(
        max_length=120
    )  # as whoever invites wrote it; an account that is there keeps its own
    work_phone = models.CharField(max_length=32, blank=True, default="")
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField()
    round = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "body", "role"],
                condition=Q(accepted_at__isnull=True, withdrawn_at__isnull=True),
                name="invitation_one_unanswered_of_a_role",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at__isnull=True) | Q(withdrawn_at__isnull=True),
                name="invitation_accepted_or_withdrawn",
            ),
        ]
        indexes = [models.Index(fields=["body", "-invited_at"], name="invitation_by_body")]

    def __str__(self) -> str:
        return f"invitation {self.pk}"

    @property
    def role_name(self) -> str:
        """The role in plain words."""
        return Role(self.role).card.name

    @property
    def role_words(self) -> str:
        """What the role may do."""
        return Role(self.role).card.words

    @property
    def is_expired(self) -> bool:
        """Whether its link has run out."""
        return self.expires_at <= timezone.now()

    @property
    def is_open(self) -> bool:
        """Whether it can be accepted now."""
        return not (self.accepted_at or self.withdrawn_at or self.is_expired) and self.is_intact
