"""What the police side notes for itself. Its words, its address and its trail say nothing of what is noted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.access.roles import Permission
from handrail.audit.actions import record_reads
from handrail.casework.lists.queries.finding import Found
from handrail.linking.actions.own_notes import keep_own_note
from handrail.linking.queries.own_notes import own_notes
from handrail.linking.states import MayBe
from handrail.web.acting import Act, act
from handrail.web.design.forms import bind
from handrail.web.door import case_door
from handrail.web.linking.forms import OwnNoteForm


@case_door(Permission.KEEP_OWN_NOTE)
def own_note(request: HttpRequest, found: Found) -> HttpResponse:
    """Read and write the notes of one's own force on this case."""
    actor = found.sight.actor
    notes = own_notes(actor, found.case_id)
    record_reads(who=actor.who, verb="read a note", about=[line.note_id for line in notes], shown=[])
    form = bind(OwnNoteForm, request)

    def save(answers: dict[str, Any]) -> str:
        keep_own_note(
            case_id=found.case_id, answer=MayBe(answers["answer"]), words=answers["words"], by=actor
        )
        return "Kept, for your own force alone."

    page = Act(
        title="A note for your own force",
        save=save,
        then=reverse("own_note", args=[found.reference]),
        back=reverse("case", args=[found.reference]),
        button="Keep the note",
        template="linking/own_note.html",
        more={"reference": found.reference, "notes": notes},
        on_closed=True,
    )
    return act(request, actor, form, page)
