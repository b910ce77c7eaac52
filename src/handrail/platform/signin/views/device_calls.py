"""On one's own account: whether phone numbers dial on the device in hand."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from handrail.platform.access.roles import Permission
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.device_calls import may_dial, set_may_dial_cookie

DIALS = "yes"
NOT_ALLOWED = (
    "Your team does not call people from their devices. Your duty lead or administrator can allow it."
)


class ChooseIfDeviceMayDialForm(forms.Form):
    """One question about this device."""

    dials = forms.ChoiceField(
        label="Turn on calls from this device?",
        help_text="Calls stay in the device’s call list. Choose yes only on a device no one else uses.",
        choices=[(DIALS, "Yes, tap a safe number to call it"), ("no", "No, show numbers as text")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no"},
    )


class ChooseIfDeviceMayDialPage(ActionPage):
    """Choose for the browser that asks; other devices of the same account keep their own choice."""

    permission, form_class = Permission.VIEW_RULES, ChooseIfDeviceMayDialForm
    title, button = "Calls from this device", "Save"
    back_url = property(lambda self: reverse("your_account"))
    dials: bool | None = None

    def load(self) -> None:
        """Nobody is asked where the organisation does not allow it."""
        if not self.actor.may_call_from_devices:
            raise ActionNotPossibleError(NOT_ALLOWED)

    def get_form_kwargs(self) -> dict[str, object]:
        return {"initial": {"dials": DIALS if may_dial(self.request, self.actor) else "no"}}

    def perform(self, form: forms.Form) -> str:
        self.dials = form.cleaned_data["dials"] == DIALS
        return "Calls from this device are on." if self.dials else "Calls from this device are off."

    def post(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        """As every page that acts; the choice goes with the answer, and not into the database."""
        response = super().post(request, *args, **kwargs)
        if self.dials is not None:
            set_may_dial_cookie(response, self.actor, dials=self.dials)
        return response
