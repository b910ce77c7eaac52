"""What the police side notes for itself. Its words, its address and its trail say nothing of what is noted."""

from typing import TypedDict

from django.urls import reverse

from handrail.people.matching.actions.police_own_notes import record_police_own_note
from handrail.people.matching.forms import PoliceOwnNoteForm
from handrail.people.matching.queries.police_force_notes import OwnForceNoteRow, list_notes_of_own_force
from handrail.people.matching.text_choices import PoliceNoteOnLinkToExploiter
from handrail.people.records.case_action_page import CaseActionPage
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_read_records_of_files


class OwnForceNotesContext(TypedDict):
    """The notes that there are."""

    reference: str
    notes: tuple[OwnForceNoteRow, ...]


class OwnForceNotesPage(CaseActionPage):
    """Read and write the notes of one's own force on a case."""

    permission, form_class, takes_closed_case = Permission.KEEP_OWN_NOTE, PoliceOwnNoteForm, True
    title, button = "A note for your own force", "Keep the note"
    template_name = "matching/own_note.html"

    def load(self) -> None:
        self.notes = list_notes_of_own_force(self.actor, self.case.case_id)
        about = [line.note_id for line in self.notes]
        write_read_records_of_files(who=self.actor.who, verb="read a note", about=about, shown=[])

    def get_context_data(self) -> OwnForceNotesContext:
        return OwnForceNotesContext(reference=self.case.reference, notes=self.notes)

    def perform(self, form: PoliceOwnNoteForm) -> str:
        answer, words = PoliceNoteOnLinkToExploiter(form.cleaned_data["answer"]), form.cleaned_data["words"]
        record_police_own_note(case_id=self.case.case_id, answer=answer, words=words, by=self.actor)
        self.success_url = reverse("own_note", args=[self.case.reference])
        return "Saved. Only your own force can see it."
