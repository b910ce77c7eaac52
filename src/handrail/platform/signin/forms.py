"""Forms about one's own account."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from handrail.platform.access.models import User

SHORTEST = "At least 12 characters. Three or four unrelated words are easy to remember."


def _make_password_field(label: str, autocomplete: str, **said: Any) -> forms.CharField:
    attributes = {"autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
    return forms.CharField(label=label, strip=False, widget=forms.PasswordInput(attributes), **said)


class NewPasswordForm(forms.Form):
    """A new password, typed once: it can be shown."""

    new_password = _make_password_field(
        "New password",
        "new-password",
        help_text=SHORTEST,
        error_messages={"required": "Enter a new password"},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new_password(self) -> str:
        """Held to the rules of settings."""
        password: str = self.cleaned_data["new_password"]
        validate_password(password, self.user)
        return password


class ChangePasswordForm(NewPasswordForm):
    """The password in use, then the new one."""

    current_password = _make_password_field(
        "Current password", "current-password", error_messages={"required": "Enter your current password"}
    )
    field_order = ("current_password", "new_password")

    def clean_current_password(self) -> str:
        """It must be the one in use."""
        password: str = self.cleaned_data["current_password"]
        if not self.user.check_password(password):
            raise forms.ValidationError("That is not your current password.")
        return password


class ForgottenPasswordForm(forms.Form):
    """Whose password it is."""

    email = forms.EmailField(
        label="Email address",
        widget=forms.EmailInput({"autocomplete": "username", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your email address",
            "invalid": "Enter an email address in the correct format, like name@example.org",
        },
    )
