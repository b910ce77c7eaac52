"""Changes of keys in the trail. The vault lies below the trail: its commands find this by a setting (`VAULT_TRAIL`)."""

from django.db import transaction

from handrail.platform.audit.actions import write_audit_record
from handrail.platform.audit.audit_key_rotation import OPERATOR


def record_key_change(verb: str, why: str = "") -> None:
    """Write down that whoever runs Handrail changed a key.

    Args:
        verb: what was done, in words.
        why: of which organisation, as its code; "" for a key of the product.
    """
    with transaction.atomic():
        write_audit_record(who=OPERATOR, verb=verb, about=None, why=why)
