"""A person who signs in, with their first body and role; further ones are memberships."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction

from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import ROLES, Role, RoleDefinition
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.tamper_evident_rows import TamperEvident
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class UserJoinedWithBodyManager(BaseUserManager["User"]):
    """Fetches the body with the person: every page needs both."""

    def get_queryset(self) -> models.QuerySet["User"]:
        return super().get_queryset().select_related("body")

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(TamperEvident, AbstractBaseUser):
    """Holds no more of a worker than colleagues need to reach them.

    A row that was changed in the database by something else signs nobody in (IntactAccountBackend).
    """

    personal_fields = ("email", "name", "work_phone")
    evident_fields = ("email", "body_id", "role", "is_active", "password")

    email = models.EmailField("email address", unique=True)
    name = models.CharField(max_length=120)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="users")
    role = CodeField(max_length=32, choices=[(role.value, card.name) for role, card in ROLES.items()])
    work_phone = models.CharField(max_length=32, blank=True)
    is_active = models.BooleanField(default=True)
    language = CodeField(max_length=8, default="en-gb", choices=[("en-gb", "English"), ("cy", "Cymraeg")])

    further_roles = models.PositiveSmallIntegerField(default=0)  # how many memberships are live

    has_new_password = False  # since the row was fetched

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    objects: "UserJoinedWithBodyManager" = UserJoinedWithBodyManager()

    def __str__(self) -> str:
        return f"user {self.pk}"

    def set_password(self, raw_password: str | None) -> None:
        """As Django's; the next `save` revises the row and records that."""
        super().set_password(raw_password)
        self.has_new_password = True

    @transaction.atomic
    def save(self, *args: Any, **kwargs: Any) -> None:
        """As Django's, with a record where the password changed: libraries save it in their own way."""
        if not self._state.adding and self.has_new_password:
            stored = User.objects.get(pk=self.pk).revise(password=self.password)
            self.revision, self.mac = stored.revision, stored.mac
            write_audit_record(
                who=self.actor.who, verb="changed a password", about=None, why=self.email, revised=[stored]
            )
        self.has_new_password = False
        super().save(*args, **kwargs)

    @property
    def actor(self) -> Actor:
        """The person as the access policy and the actions know them."""
        return Actor(
            user_id=self.pk,
            user_name=self.name,
            body_id=self.body_id,
            body_code=self.body.code,
            body_name=self.body.name,
            role=Role(self.role),
            body_kind=self.body.kind,
            may_call_from_devices=self.body.calls_from_devices,
            calls_allowed_times=self.body.calls_allowed_times,
        )

    @property
    def role_definition(self) -> RoleDefinition:
        """What the person's role may do and see."""
        return Role(self.role).card

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Nobody has Django's own permissions: the access policy is asked instead."""
        return False

    @property
    def name_and_role(self) -> str:
        """Among colleagues: “Gareth Pell, duty lead”; the role at the body that the rows were asked for."""
        role = Role(getattr(self, "role_at_body", None) or self.role)
        return msg("{name}, {role}", name=UserText(self.name), role=role.card.name.lower())
