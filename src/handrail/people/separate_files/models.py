"""A link, who held it before, and the tokens by which the search for duplicates leaves a pair out."""

from django.db import models
from django.db.models import Q

from handrail.people.records.models.uuid_model import UUIDModel
from handrail.platform.access.models import User
from handrail.platform.audit.tamper_evident_rows import TamperEvident
from handrail.platform.followups.append_only import AppendOnly


class FileLink(UUIDModel, TamperEvident):
    """Opens for its keeper alone, on both engines: a row whose keeper something else changed opens for nobody.

    It names no case: the references are in `content`, sealed. The tokens let an erasure find it, and let whoever keeps
    the pair be told of others who wrote the same two down.
    """

    impersonal_text = ("content",)  # ciphertext: separate_files/sealed_link.py
    evident_fields = ("keeper_id", "content", "ended_at")

    keeper = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    content = models.TextField()
    first_token = models.BinaryField(null=True)
    second_token = models.BinaryField(null=True)
    pair_token = models.BinaryField(null=True)
    is_of_one_side = models.BooleanField(
        default=False
    )  # its keeper leads the side that holds both, until one is moved
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["keeper", "ended_at"], name="file_link_by_keeper"),
            models.Index(fields=["first_token"], name="file_link_by_first"),
            models.Index(fields=["second_token"], name="file_link_by_second"),
        ]

    def __str__(self) -> str:
        return f"link {self.pk}"


class FileLinkHandOver(UUIDModel, AppendOnly):
    """A link passed from one keeper to the next."""

    impersonal_text = ("words",)  # ciphertext: separate_files/sealed_link.py

    link = models.ForeignKey(FileLink, on_delete=models.PROTECT, related_name="hand_overs")
    from_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    to_user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    words = models.TextField()
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(from_user=models.F("to_user")), name="file_link_hand_over_to_another"
            )
        ]

    def __str__(self) -> str:
        return f"handover of a link {self.pk}"


class SeparatePair(models.Model):
    """Two files that are never noted as perhaps one person, and the link by which one keeper keeps them.

    A token and nothing else: it names neither. One row a pair, so that of two who write the same two down at once the
    database lets one be the keeper.
    """

    token = models.BinaryField(max_length=32, unique=True)
    link_id = models.UUIDField(unique=True)

    def __str__(self) -> str:
        return f"pair {self.pk}"


class HeldBackSharing(UUIDModel):
    """One of two separate files was to be shared with an organisation that reads the other. Its keeper answers.

    The token stands for link and organisation: a yes is looked up by it. What was shared before the two were written
    down waits here too, each sharing with a token of its own, for the keeper to end it or leave it.
    """

    impersonal_text = ("content",)  # ciphertext: separate_files/sealed_link.py

    link = models.ForeignKey(FileLink, on_delete=models.PROTECT, related_name="held_back")
    keeper = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    token = models.BinaryField(max_length=32)
    content = models.TextField()
    was_shared = models.BooleanField(default=False)  # to save a life, or before there was a link
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    may_be_shared = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token", "was_shared"],
                condition=Q(answered_at__isnull=True),
                name="held_back_sharing_waits_once",
            )
        ]
        indexes = [models.Index(fields=["keeper", "answered_at"], name="held_back_by_keeper")]

    def __str__(self) -> str:
        return f"held back {self.pk}"
