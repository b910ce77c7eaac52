"""On one's own account: when one is emailed, and what was sent."""

from typing import Any, TypedDict

from django.forms import RadioSelect
from django.urls import reverse

from handrail.platform.access.roles import Permission
from handrail.platform.outbox.actions.preferences import save_message_preference
from handrail.platform.outbox.models import MessagePreference
from handrail.platform.outbox.queries import (
    OwnMessageRow,
    has_body_text_messages,
    list_newest_messages_of_reader,
)
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.record_form import RecordForm


class MessagePreferenceForm(RecordForm):
    """How often, and when not; a mobile number where the organisation sends text messages."""

    class Meta:
        model = MessagePreference
        fields = ("delivery", "quiet_from", "quiet_until", "text_number")
        widgets = {"delivery": RadioSelect}

    def __init__(self, *args: Any, has_text_messages: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_text_messages:
            del self.fields["text_number"]


class OwnMessagesContext(TypedDict):
    """What signin/own_messages.html shows: the last emails, newest first."""

    rows: list[OwnMessageRow]


class MessagePreferencePage(ActionPage):
    """Choose when to be emailed; below it what was sent, and what could not be delivered."""

    permission, form_class = Permission.VIEW_RULES, MessagePreferenceForm
    title, button = "Emails and text messages to you", "Save"
    lead = (
        "An email says what kind of task you have and gives a link. It never has a name or a case reference."
    )
    template_name = "signin/own_messages.html"
    back_url = property(lambda self: reverse("your_account"))

    def load(self) -> None:
        """What they chose; until then at once, at any hour."""
        kept = MessagePreference.objects.filter(user=self.actor.user_id).first()
        self.record = kept or MessagePreference(user_id=self.actor.user_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"has_text_messages": has_body_text_messages(self.actor.body_id)}

    def get_context_data(self) -> OwnMessagesContext:
        return {"rows": list_newest_messages_of_reader(self.actor.user_id)}

    def perform(self, form: MessagePreferenceForm) -> str:
        save_message_preference(form.instance, by=self.actor)
        return "Saved. Urgent emails still come at once."
