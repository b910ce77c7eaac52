"""The forms of administration."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from handrail.platform.access.roles import Role
from handrail.platform.administration.queries.staff import HeldRole
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Area, Body
from handrail.platform.ui.oversight_form_fields import choice_field, text_line_field
from handrail.platform.ui.record_form import Choices, RecordForm

LETTERS = RegexValidator(r"^[A-Za-z]{2,4}\Z", "Enter two to four letters")


def _format_role_choice(role: Role) -> str:
    return msg("{name}: {words}", name=role.card.name, words=role.card.words)


class InviteAdministratorForm(forms.Form):
    """Who is invited to look after an organisation."""

    email = forms.EmailField(
        label="Email address",
        help_text="Their own work address, not a shared mailbox.",
        error_messages={
            "required": "Enter their email address",
            "invalid": "Enter an email address, like name@example.org",
        },
    )
    name = text_line_field("Name", 120, "Enter their name", "As colleagues see it.")
    work_phone = text_line_field("Work telephone", 32)


class InviteUserToRoleForm(InviteAdministratorForm):
    """Who is invited to work for the organisation, in which role."""

    role = choice_field("Role", (), "Choose a role")

    def __init__(self, *args: Any, roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [(role.value, _format_role_choice(role)) for role in roles]  # type: ignore[attr-defined]


class ChangeStaffRoleForm(forms.Form):
    """Which role ends, where there are several, and which begins."""

    old = choice_field("Role that ends", (), "Choose the role that ends")
    role = choice_field("New role", (), "Choose the new role")

    def __init__(self, *args: Any, held: list[HeldRole], roles: list[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["old"].choices = [(one.role.value, one.name) for one in held]  # type: ignore[attr-defined]
        names = {one.role for one in held}
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role.value, _format_role_choice(role)) for role in roles if role not in names
        ]
        if len(held) == 1:
            self.fields["old"].widget = forms.HiddenInput()
            self.initial["old"] = held[0].role.value


class EndStaffAccessForm(forms.Form):
    """Which role ends, where there are several."""

    role = choice_field("What ends", (), "Choose what ends")

    def __init__(self, *args: Any, held: list[HeldRole], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        every = ("all", "All their roles in your organisation")
        self.fields["role"].choices = [every, *((one.role.value, one.name) for one in held)]  # type: ignore[attr-defined]
        if len(held) == 1:
            self.fields["role"].widget = forms.HiddenInput()
            self.initial["role"] = "all"


class ResetSecondFactorForm(forms.Form):
    """How the administrator made sure who asks."""

    because = text_line_field(
        "How did you check who is asking?",
        200,
        "Enter how you checked who is asking",
        "This is recorded. For example: rang her on the number in our staff list.",
    )


class ChooseOwnRoleForm(forms.Form):
    """In which of one's own roles one works now."""

    role = choice_field("Work as", (), "Choose a role")

    def __init__(self, *args: Any, roles: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = roles  # type: ignore[attr-defined]


class OrganisationForm(RecordForm):
    """An organisation that the reference data do not hold."""

    replaces = forms.ModelChoiceField(
        label="Takes over from (optional)",
        queryset=Body.objects.none(),
        required=False,
        widget=forms.Select,
        help_text="An organisation this one replaces. Its people and cases stay there until handed over.",
    )

    class Meta:
        model = Body
        fields = ["name", "kind", "code", "prefix", "area", "further_areas", "first_responder", "parent"]
        error_messages = {"code": {"invalid": "Use only small letters, numbers and hyphens"}}
        widgets = {
            "area": forms.Select,
            "parent": forms.Select,
            "further_areas": forms.CheckboxSelectMultiple,
        }

    def get_choices(self) -> dict[str, Any]:
        """Every area; organisations that nobody has taken over from yet."""
        areas = Area.objects.order_by("name")
        return {
            "area": areas,
            "further_areas": areas,
            "parent": Body.objects.filter(parent=None).order_by("name"),
            "replaces": Body.objects.filter(successor__isnull=True).order_by("name"),
        }

    def clean_prefix(self) -> str | None:
        """Two to four letters, kept as capitals; None where it opens no cases."""
        given = str(self.cleaned_data["prefix"] or "").upper()
        if given:
            LETTERS(given)
        return given or None


class FirstPasswordForm(forms.Form):
    """A first password, twice."""

    password = forms.CharField(
        label="Password",
        strip=False,
        help_text="At least 12 characters. Three unrelated words are easy to remember.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter a password"},
    )
    again = forms.CharField(
        label="Password again",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Enter the password again"},
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """Held to the rules of every password; both the same."""
        given = super().clean() or {}
        password = given.get("password")
        if password and "again" in given and given["again"] != password:
            self.add_error("again", "The two passwords are different")
        if password:
            try:
                validate_password(password, self.user)
            except ValidationError as error:
                self.add_error("password", error)
        return given
