"""What the police side notes for itself. Its words, its address and its trail say nothing of what is noted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.people.matching.actions.own_notes import record_own_note
from handrail.people.matching.forms import OwnNoteForm
from handrail.people.matching.queries.own_notes import list_own_notes
from handrail.people.matching.states import OwnNoteAnswer
from handrail.people.records.access_control import requires_case
from handrail.people.records.queries.case_lookup import CaseContext
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_reads
from handrail.platform.ui.form_actions import FormAction, process_form_action
from handrail.platform.ui.form_rendering import bind_form


@requires_case(Permission.KEEP_OWN_NOTE)
def own_note(request: HttpRequest, found: CaseContext) -> HttpResponse:
    """Read and write the notes of one's own force on this case."""
    actor = found.case_access.actor
    notes = list_own_notes(actor, found.case_id)
    record_reads(who=actor.who, verb="read a note", about=[line.note_id for line in notes], shown=[])
    form = bind_form(OwnNoteForm, request)

    def save(answers: dict[str, Any]) -> str:
        record_own_note(
            case_id=found.case_id, answer=OwnNoteAnswer(answers["answer"]), words=answers["words"], by=actor
        )
        return "Kept, for your own force alone."

    page = FormAction(
        title="A note for your own force",
        save=save,
        then=reverse("own_note", args=[found.reference]),
        back=reverse("case", args=[found.reference]),
        button="Keep the note",
        template="matching/own_note.html",
        more={"reference": found.reference, "notes": notes},
        allowed_on_closed_case=True,
    )
    return process_form_action(request, actor, form, page)
