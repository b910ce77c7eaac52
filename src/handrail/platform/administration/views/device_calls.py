"""Whether team members may call people from their devices: the organisation's part of the decision."""

from django import forms
from django.urls import reverse

from handrail.platform.access.roles import Permission
from handrail.platform.administration.actions.device_calls import set_calls_from_devices
from handrail.platform.ui.action_page import ActionPage

ALLOWED = "yes"


class AllowCallsFromDevicesForm(forms.Form):
    """One question about the whole team."""

    allowed = forms.ChoiceField(
        label="Can team members call people from their device?",
        help_text="A call stays in the device’s call list. Say yes only if no one shares a device.",
        choices=[(ALLOWED, "Yes, people can turn it on for their own device"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )


class AllowCallsFromDevicesPage(ActionPage):
    """For the organisation of whoever sets it. A no counts from the next page that anybody opens."""

    permission, form_class = Permission.ALLOW_DEVICE_CALLS, AllowCallsFromDevicesForm
    title, button = "Calls from devices in your team", "Save"
    lead = "Numbers of colleagues and councils always dial."

    @property
    def back_url(self) -> str:
        return reverse("administration" if self.actor.may(Permission.ADMINISTER) else "your_account")

    def get_form_kwargs(self) -> dict[str, object]:
        return {"initial": {"allowed": ALLOWED if self.actor.may_call_from_devices else "no"}}

    def perform(self, form: forms.Form) -> str:
        allowed = form.cleaned_data["allowed"] == ALLOWED
        set_calls_from_devices(allowed=allowed, by=self.actor)
        if allowed:
            return "Calls from devices allowed. Each person turns them on under Your account."
        return "Calls from devices turned off. Phone numbers now show as plain text."
