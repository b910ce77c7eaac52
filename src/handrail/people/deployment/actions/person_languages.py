"""What the person speaks and wants: added by whoever asks them, and taken out."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from handrail.people.deployment.models import PersonLanguage
from handrail.people.deployment.text_choices import PersonLanguageChoice
from handrail.people.records.permissions import lock_and_authorise_case_by_id
from handrail.platform.access.actor import Actor
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.key_access import UnrecordedKeyAccess
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.reference.choices import list_language_choices


@transaction.atomic
def add_language_of_supported_person(row: PersonLanguage, *, case_id: UUID, by: Actor) -> PersonLanguage:
    """Record a language; one that is there already is replaced.

    Args:
        row: language, level, how it is known, what the person says; unsaved.
        case_id: the case.
        by: somebody who works on the case.

    Raises:
        Denied, NotVisible; ValidationError by field.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.EDIT_PERSON, Kind.CONTACT)
    if row.language not in dict(list_language_choices()):
        raise ValidationError({"level": "Choose a language from the list"})
    row.case, row.said_at, row.said_by_id = case, timezone.now(), by.user_id
    row.bind(UnrecordedKeyAccess(case.pk)).full_clean(exclude={"case", "said_by"})
    PersonLanguage.objects.filter(
        pk__in=[one.pk for one in PersonLanguage.objects.filter(case=case) if one.language == row.language]
    ).delete()
    row.save(force_insert=True)
    why = PersonLanguageChoice(row.choice).label
    write_audit_record(
        who=by.who, verb="recorded a language of the person", about=case.pk, why=f"{row.language}: {why}"
    )
    return row


@transaction.atomic
def remove_language_of_supported_person(*, case_id: UUID, language_id: UUID, by: Actor) -> None:
    """Take a language out that was entered by mistake.

    Args:
        case_id: the case.
        language_id: of the row.
        by: somebody who works on the case.

    Raises:
        Denied, NotVisible.
    """
    case, _ = lock_and_authorise_case_by_id(case_id, by, Permission.EDIT_PERSON, Kind.CONTACT)
    removed, _ = PersonLanguage.objects.filter(pk=language_id, case=case).delete()
    if not removed:
        raise NotVisible
    write_audit_record(who=by.who, verb="removed a language of the person", about=case.pk)
