"""Numbers by which a sealed name is found: blind keys of its tokens, apart for each body."""

from django.db import models

from handrail.people.records.models.case import Case


class NameKey(models.Model):
    """One token of one person's name. Equal tokens of two people of one body show as equal numbers, and no more."""

    personal_fields = ("key",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="name_keys")
    key = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "case"], name="name_key_once")]

    def __str__(self) -> str:
        return f"name key {self.pk}"
