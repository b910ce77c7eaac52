"""On one's own account: when one is emailed, and what was sent."""

from typing import TypedDict

from django.forms import RadioSelect
from django.urls import reverse

from handrail.platform.access.roles import Permission
from handrail.platform.outbox.actions import save_message_preference
from handrail.platform.outbox.models import MessagePreference
from handrail.platform.outbox.queries import OwnMessageRow, list_newest_messages_of_reader
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.record_form import RecordForm


class MessagePreferenceForm(RecordForm):
    """How often, and when not."""

    class Meta:
        model = MessagePreference
        fields = ("delivery", "quiet_from", "quiet_until")
        widgets = {"delivery": RadioSelect}


class OwnMessagesContext(TypedDict):
    """What signin/own_messages.html shows: the last emails, newest first."""

    rows: list[OwnMessageRow]


class MessagePreferencePage(ActionPage):
    """Choose when to be emailed; below it what was sent, and what could not be delivered."""

    permission, form_class = Permission.VIEW_RULES, MessagePreferenceForm
    title, button = "Emails to you", "Save"
    lead = "An email says what kind of thing waits for you and has a link. It never has a name or a case reference."
    template_name = "signin/own_messages.html"
    back_url = property(lambda self: reverse("your_account"))

    def load(self) -> None:
        """What they chose; until then at once, at any hour."""
        kept = MessagePreference.objects.filter(user=self.actor.user_id).first()
        self.record = kept or MessagePreference(user_id=self.actor.user_id)

    def get_context_data(self) -> OwnMessagesContext:
        return {"rows": list_newest_messages_of_reader(self.actor.user_id)}

    def perform(self, form: MessagePreferenceForm) -> str:
        save_message_preference(form.instance, by=self.actor)
        return "Saved. Urgent emails still come at once."
