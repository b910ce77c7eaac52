"""Writing down what the source of a call says of no single body."""

from django.db import transaction
from django.utils import timezone

from handrail.areas.calls.models import Call
from handrail.areas.practices.models import EditorText
from handrail.areas.practices.sections import SECTION_BY_CODE
from handrail.platform.access.actor import Actor
from handrail.platform.access.policy import require_permission
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_audit_record
from handrail.platform.kernel.errors import ActionNotPossibleError


@transaction.atomic
def add_collator_text_from_no_single_body(
    *, by: Actor, call: str, section: str, source_paragraph: str, about: str, words: str, why: str
) -> EditorText:
    """Keep one such paragraph in the collator's words, with the reason why it is nobody's practice.

    Args:
        by: a collator.
        call: its code.
        section: a code of SECTIONS.
        source_paragraph: where the source says it.
        about: of whom it says it, such as "All areas".
        words: what it says.
        why: why it is nobody's practice.

    Returns:
        The text that was kept.

    Raises:
        Denied: by role.
        ActionNotPossibleError: something is missing, or the paragraph is kept already.
    """
    require_permission(by, Permission.SORT_PRACTICES)
    row = Call.objects.filter(code=call).first()
    if row is None or section not in SECTION_BY_CODE:
        raise ActionNotPossibleError("There is no request or section like that.")
    if not (words.strip() and why.strip() and about.strip() and source_paragraph.strip()):
        raise ActionNotPossibleError(
            "Enter what it is about, what it says, where it is and why it is not one organisation’s practice."
        )
    if EditorText.objects.filter(call=row, source_paragraph=source_paragraph).exists():
        raise ActionNotPossibleError("This paragraph is already saved.")
    text = EditorText.objects.create(
        call=row,
        section=section,
        source_paragraph=source_paragraph,
        about=about,
        words=words,
        why=why,
        written_by_id=by.user_id,
        written_at=timezone.now(),
    )
    write_audit_record(
        who=by.who, verb="wrote an editor’s text", about=None, why=f"{call}: {source_paragraph}"
    )
    return text
