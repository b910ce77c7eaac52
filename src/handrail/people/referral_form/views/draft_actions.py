"""What is done with the draft: read over, moved to the newest version, sent, handed over, taken back, put aside."""

from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from handrail.people.records.case_tabs import get_return_url
from handrail.people.referral_form import presenters
from handrail.people.referral_form.actions import drafts, handovers, submissions
from handrail.people.referral_form.actions.handovers import DraftHandoverInput
from handrail.people.referral_form.actions.submissions import FormSubmissionInput
from handrail.people.referral_form.current_draft import (
    find_draft_shown_on_page,
    get_live_draft,
    raise_unless_live_draft_was_shown,
)
from handrail.people.referral_form.draft_action_forms import (
    AbandonDraftForm,
    DraftHandoverForm,
    OwnDraftSubmissionForm,
    ReviewWordsForAnonymousReportForm,
    ShownDraftIdForm,
    get_input_name_of_words_as_read,
    parse_seen_answer_versions,
)
from handrail.people.referral_form.draft_action_page import FormDraftActionPage
from handrail.people.referral_form.presenters import AnonymousReportTextToReview
from handrail.people.referral_form.queries.identifying_details import get_draft_identifying_details
from handrail.people.referral_form.queries.received_handovers import list_first_responder_choices
from handrail.people.referral_form.rules.form_definition import FormDefinition, get_newest_form_definition
from handrail.people.referral_form.rules.version_changes import (
    FormVersionChanges,
    compare_definition_versions,
)
from handrail.platform.access.kinds import Kind
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting
from handrail.platform.ui.record_display import VersionComparison


class ReviewWordsForAnonymousReportContext(TypedDict):
    """The words to read; `was`: by key, what was read of those that were changed since."""

    texts: list[AnonymousReportTextToReview]
    was: dict[str, str]


class MoveDraftToNewestVersionContext(TypedDict):
    """What moving to the newest version of the form changes."""

    moving: FormVersionChanges
    old: FormDefinition
    new: FormDefinition


class ReviewWordsForAnonymousReportPage(FormDraftActionPage):
    """Which words may stand in a report that names nobody. It is asked apart from what the case and the draft hold."""

    title, form_class = "Which text can be in the report?", ReviewWordsForAnonymousReportForm
    template_name = "referral_form/report_words.html"

    def load(self, *args: Any, **kwargs: Any) -> None:
        self.form_draft = self.record = get_live_draft(self.case)
        for kind in (Kind.IDENTITY, Kind.CONTACT):
            self.case.case_access.needs(kind)
        known = get_draft_identifying_details(self.form_draft)
        self.texts = presenters.list_texts_to_review_for_anonymous_report(self.form_draft, known)
        self.was: dict[str, str] = {}

    def get_form_kwargs(self) -> dict[str, Any]:
        return {
            "texts": [(each.key, each.text) for each in self.texts],
            "read": self.form_draft.read,
            "initial": {"seen": presenters.format_seen_answer_versions(self.form_draft, self.texts)},
        }

    def renew_seen(self, data: QueryDict) -> None:
        """Each changed answer as it was read and as it is now, its box empty again; the others stay ticked."""
        draft = self.form_draft
        seen = parse_seen_answer_versions(data.get("seen", ""), draft.draft_id)
        for key, text in ((each.key, each.text) for each in self.texts):
            if key in data and seen.get(key, 0) != draft.version(key):
                self.was[key] = data.get(get_input_name_of_words_as_read(key), "")
                del data[key]
            data[get_input_name_of_words_as_read(key)] = text
        data["seen"] = presenters.format_seen_answer_versions(draft, self.texts)

    def get_versions(self, form: ReviewWordsForAnonymousReportForm) -> VersionComparison:
        """Who changed what was read; the page itself sets both beside each other."""
        changed = [self.form_draft.answers[key] for key in self.was]
        newest = max(changed, key=lambda line: line.changed_at, default=self.form_draft)
        return VersionComparison(newest.changed_by, newest.changed_at, (), self.button)

    def get_context_data(self) -> ReviewWordsForAnonymousReportContext:
        return {"texts": self.texts, "was": self.was}

    def perform(self, form: ReviewWordsForAnonymousReportForm) -> str:
        draft_id = self.form_draft.draft_id
        read = form.get_read_versions(draft_id)
        drafts.mark_words_allowed_in_anonymous_report(
            case_id=self.case.case_id, draft_id=draft_id, read=read, by=self.actor
        )
        answers = formatting.plural(len(read), "answer")
        return msg("{answers} can be included in the report. All other text is left out.", answers=answers)


class MoveDraftToNewestVersionPage(FormDraftActionPage):
    """Take the draft to the newest version of the form, having seen what that changes."""

    title, button = "Move to the newest version of the form", "Move the draft"
    form_class, template_name = ShownDraftIdForm, "referral_form/move_version.html"

    def get_context_data(self) -> MoveDraftToNewestVersionContext:
        old, new = self.form_draft.definition, get_newest_form_definition()
        return {
            "moving": compare_definition_versions(old, new, self.form_draft.given),
            "old": old,
            "new": new,
        }

    def perform(self, form: ShownDraftIdForm) -> str:
        raise_unless_live_draft_was_shown(self.form_draft, form.cleaned_data["of"])
        draft_id = self.form_draft.draft_id
        drafts.move_draft_to_newest_form_version(case_id=self.case.case_id, draft_id=draft_id, by=self.actor)
        return "The draft now uses the newest version of the form. Every answer was kept."


class RecordOwnDraftSubmissionPage(FormDraftActionPage):
    """A first responder organisation says that it sent the form on the Home Office's pages."""

    title, button, form_class = "Record that the form was sent", "Record as sent", OwnDraftSubmissionForm
    lead = "Handrail sends nothing. Record here when you have sent the form on the Home Office website."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"on": formatting.get_today(), "of": str(self.form_draft.draft_id)}}

    def perform(self, form: OwnDraftSubmissionForm) -> tuple[str, ...]:
        draft, answers = self.form_draft, form.cleaned_data
        raise_unless_live_draft_was_shown(draft, answers["of"])
        sent = FormSubmissionInput(answers["on"], answers["at_time"])
        done = submissions.record_own_draft_submission(
            case_id=self.case.case_id, draft_id=draft.draft_id, sent=sent, by=self.actor
        )
        self.success_url = get_return_url(self.request, self.case.reference)
        return (msg("{route}: recorded.", route=presenters.MADE_WORDS[draft.route.value]), *done.changes)


class HandOverDraftPage(FormDraftActionPage):
    """Hand the draft to a first responder organisation, which makes it or sends it back."""

    title, button = "Hand over to a first responder organisation", "Hand over"
    form_class, template_name = DraftHandoverForm, "referral_form/hand_over.html"
    lead = (
        "They see the form as it is now, only while it is shared with them. The person is not "
        "referred until they have sent it. Call them too: this sends no message."
    )

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"bodies": list_first_responder_choices(self.actor.body_id)}

    def perform(self, form: DraftHandoverForm) -> str:
        draft, answers = self.form_draft, form.cleaned_data
        raise_unless_live_draft_was_shown(draft, answers["of"])
        handing = DraftHandoverInput(answers["body"], answers["words"])
        row = handovers.hand_over_draft(
            case_id=self.case.case_id, draft_id=draft.draft_id, handing=handing, by=self.actor
        )
        return msg(
            "Handed over to {to_body}. You will see here when they have sent it.", to_body=row.to_body.name
        )


class TakeBackHandedOverDraftPage(FormDraftActionPage):
    """Take a draft back that nobody has answered yet. The button is on the page of the form's parts."""

    title = button = "Undo"
    form_class, takes_closed_case = ShownDraftIdForm, True

    @property
    def back_url(self) -> str:
        return reverse("nrm_form", args=[self.case.reference])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return super().get(request, *args, **kwargs) if self.draft else redirect(self.back_url)

    def perform(self, form: ShownDraftIdForm) -> str | None:
        opened = find_draft_shown_on_page(self.case, form.cleaned_data["of"])
        if opened is None:
            return None
        handovers.take_back_handed_over_draft(
            case_id=self.case.case_id, draft_id=opened.draft_id, by=self.actor
        )
        return "The draft is yours again. They no longer see it."


class AbandonDraftPage(FormDraftActionPage):
    """Stop preparing the form. It can still be read, and what it holds is suggested in the next."""

    title, button, form_class = "Archive the draft", "Archive", AbandonDraftForm
    lead = "Nothing is deleted. Use this if the form is no longer needed or was started by mistake."

    @property
    def back_url(self) -> str:
        return reverse("nrm_form", args=[self.case.reference])

    def perform(self, form: AbandonDraftForm) -> str:
        draft, answers = self.form_draft, form.cleaned_data
        raise_unless_live_draft_was_shown(draft, answers["of"])
        drafts.abandon_draft(
            case_id=self.case.case_id, draft_id=draft.draft_id, because=answers["because"], by=self.actor
        )
        self.success_url = get_return_url(self.request, self.case.reference)
        return "Archived. You can still read it, and a new draft will suggest its answers."
