"""Codes of templates, counts and disclosures, each with its words."""

from django.db.models import TextChoices


class MonitoringTemplateState(TextChoices):
    """An edition is written, then used and never changed, then replaced by the next."""

    DRAFT = "draft", "Draft"
    IN_USE = "in_use", "In use"
    REPLACED = "replaced", "Replaced"


class MonitoringCountSource(TextChoices):
    """Where a count comes from."""

    PUBLISHED = "published", "A published figure of your area, rounded"
    EXACT = "exact", "An exact count that another organisation gives you"
    TYPED = "typed", "Counted by you and typed in"
    SUM = "sum", "The sum of other counts"


class MonitoringReturnState(TextChoices):
    """A return is written, waits for its signature, is signed."""

    DRAFT = "draft", "Draft"
    TO_SIGN = "to_sign", "Waiting for signature"
    SIGNED = "signed", "Signed"


class DisclosureBasis(TextChoices):
    """What allows one body to give another an exact count."""

    CONTRACT = "contract", "A contract or grant agreement that names these counts"
    SHARING = "sharing", "A data sharing agreement between the two organisations"
    LAW = "law", "A duty in law"
