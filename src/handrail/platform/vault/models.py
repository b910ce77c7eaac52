"""The key store. It lives in a database of its own, with backups that expire soon."""

from django.db import models
from django.db.models import Q
from django.utils import timezone

from handrail.platform.vault.fields import WrappedKeyField


class BodyKey(models.Model):
    """A body's key, wrapped by the master key. Each rotation adds a version and removes the older ones."""

    impersonal_text = ("body_code",)

    body_code = models.CharField(max_length=100)
    version = models.PositiveIntegerField(default=1)
    wrapped = WrappedKeyField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["body_code", "version"], name="vault_body_key_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body_code} version {self.version}"


class FileKey(models.Model):
    """A file's key, wrapped by its body's key; or the tombstone of one."""

    impersonal_text = ("body_code",)

    file_id = models.UUIDField(primary_key=True)
    body_code = models.CharField(max_length=100)
    body_key = models.ForeignKey(BodyKey, null=True, on_delete=models.PROTECT, related_name="file_keys")
    wrapped = WrappedKeyField(null=True)
    made_at = models.DateTimeField(default=timezone.now)
    destroyed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(destroyed_at=None, wrapped__isnull=False, body_key__isnull=False)
                | Q(destroyed_at__isnull=False, wrapped=None, body_key=None),
                name="vault_file_key_whole_or_tombstone",
            ),
        ]

    def __str__(self) -> str:
        return str(self.file_id)


class ProductKey(models.Model):
    """A key of the product itself, wrapped by a secret of the environment; twice while that is being changed."""

    purpose = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    wrapped_by = models.CharField(max_length=8)  # a one-way print of what wraps it
    wrapped = WrappedKeyField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["purpose", "version", "wrapped_by"], name="vault_product_key_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} version {self.version}"


class KeyFingerprint(models.Model):
    """A one-way print of a master key or an audit key of this installation. While one is changed there are two."""

    secret = models.CharField(max_length=10)
    fingerprint = models.CharField(max_length=32)
    noted_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["secret", "fingerprint"], name="vault_key_fingerprint_once"),
        ]

    def __str__(self) -> str:
        return f"{self.secret} key {self.fingerprint[:8]}"


class CheckpointCopy(models.Model):
    """One head of the audit trail, as the file of heads has it. Only ever added to."""

    impersonal_text = ("line",)

    sequence = models.BigIntegerField(primary_key=True)
    line = models.TextField()

    def __str__(self) -> str:
        return f"head {self.sequence}"


class ErasedFile(models.Model):
    """One line of the list of erasures: a file that must not come back, whichever copy of the databases is restored.

    It lives beside the keys, where restoring the main database does not reach. `digest` is the mac of number and day.
    """

    file_id = models.UUIDField(primary_key=True)
    erased_on = models.DateField()
    digest = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.file_id} erased on {self.erased_on}"
