"""When somebody wants to be told, and whether an organisation sends text messages."""

from django.db import transaction

from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.outbox.models import MessagePreference, TextMessageSetting


@transaction.atomic
def save_message_preference(preference: MessagePreference, *, by: Actor) -> MessagePreference:
    """Save when the actor wants to be told. What waits already keeps its moment.

    Raises:
        ValidationError: by field.
    """
    preference.user_id = by.user_id
    preference.full_clean(validate_unique=False)
    preference.save()
    write_audit_record(who=by.who, verb="changed their email times", about=None)
    return preference


@transaction.atomic
def save_text_message_setting(
    setting: TextMessageSetting, *, seen: int | None, by: Actor
) -> TextMessageSetting:
    """Turn text messages on or off for the actor's organisation.

    Args:
        setting: with the new value.
        seen: the version that the page showed; None for the first.
        by: an administrator of it.

    Returns:
        The setting.

    Raises:
        ConcurrentEditError: another administrator changed it meanwhile.
    """
    require_permission(by, Permission.ADMINISTER)
    setting.body_id = by.body_id
    setting.save_by(by, seen=seen)
    verb = "turned text messages on" if setting.is_on else "turned text messages off"
    write_audit_record(who=by.who, verb=verb, about=None)
    return setting
