"""Whether an organisation has urgent things sent by text message as well."""

from django.conf import settings
from django.urls import reverse

from handrail.platform.access.roles import Permission
from handrail.platform.outbox.actions.preferences import save_text_message_setting
from handrail.platform.outbox.models import TextMessageSetting
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.record_form import RecordForm


class TextMessageSettingForm(RecordForm):
    """On or off."""

    class Meta:
        model = TextMessageSetting
        fields = ("is_on",)


class TextMessageSettingPage(ActionPage):
    """Turn text messages on or off for the organisation."""

    permission, form_class = Permission.ADMINISTER, TextMessageSettingForm
    title, button = "Text messages", "Save"
    back_url = property(lambda self: reverse("administration"))

    @property
    def lead(self) -> str:
        if settings.TEXT_MESSAGES is None:
            return (
                "Text messages are not set up for Handrail here, so none are sent. "
                "Ask your Handrail support contact."
            )
        return "A text message says what kind of thing waits and has a link. It never has a name or a case reference."

    def load(self) -> None:
        """What was chosen; until then, no text messages."""
        kept = TextMessageSetting.objects.filter(body=self.actor.body_id).first()
        self.record = kept or TextMessageSetting(body_id=self.actor.body_id)

    def perform(self, form: TextMessageSettingForm) -> str:
        seen = form.cleaned_data.get("seen")
        setting = save_text_message_setting(form.instance, seen=seen, by=self.actor)
        return "Text messages are on." if setting.is_on else "Text messages are off."
