"""The forms of boards and forums: groups, seats, meetings and actions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from handrail.areas.partnerships.invitations import select_people_of_seat
from handrail.areas.partnerships.membership import get_body_ids_whose_seats_actor_answers_for
from handrail.areas.partnerships.models import (
    Contribution,
    Escalation,
    Group,
    GroupAction,
    GroupDecision,
    GroupMeeting,
    GroupMove,
    GroupReader,
    Seat,
    SharedHelp,
    TermsOfReference,
    WorkStream,
)
from handrail.areas.partnerships.organisation_names import OrganisationLinesField, get_body_ids_by_name
from handrail.areas.partnerships.permissions import select_visible_groups
from handrail.areas.partnerships.sourced_codes import TERMS_FIELDS, get_group_kinds
from handrail.areas.partnerships.states import ATTENDANCE, SEATED
from handrail.insight.packs.models import BoardPack
from handrail.insight.packs.periods import format_period
from handrail.platform.access.today import today
from handrail.platform.followups.models import FollowUp
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.models import Body
from handrail.platform.ui.oversight_form_fields import choice_field, date_field
from handrail.platform.ui.record_form import Choices, RecordForm, make_form_field

ASKED_TERMS = ("purpose", "accountable_to", "deciding", "money")
"""What setting up asks of the terms; the rest begins as the template says and is changed on the page of the terms."""


def _make_terms_of_reference_form_field(name: str) -> Any:
    return make_form_field(TermsOfReference._meta.get_field(name))


def _make_group_meeting_form_field(name: str) -> Any:
    return make_form_field(GroupMeeting._meta.get_field(name))


class SetUpGroupForm(RecordForm):
    """A board in minutes: kind and name, terms, seats, meetings."""

    purpose = _make_terms_of_reference_form_field("purpose")
    accountable_to = _make_terms_of_reference_form_field("accountable_to")
    deciding = _make_terms_of_reference_form_field("deciding")
    money = _make_terms_of_reference_form_field("money")
    bodies = OrganisationLinesField()
    first_day = date_field("When is the first meeting?", "The first meeting", not_before=today)
    starts_at = _make_group_meeting_form_field("starts_at")
    place = _make_group_meeting_form_field("place")

    class Meta:
        model = Group
        fields = ["kind", "name", "nation", "papers_language", "parent", "quorum", "meetings_a_year"]
        widgets = {"parent": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """Kinds that are set up today; groups that the reader takes part in, not those that they only read."""
        day = today()
        kinds = [(kind.code, kind.name) for kind in get_group_kinds().values() if kind.is_offered_on(day)]
        bodies = get_body_ids_whose_seats_actor_answers_for(self.actor)
        seats = Seat.objects.filter(group=OuterRef("pk"), body__in=bodies, state__in=SEATED)
        own = Q(body__in=bodies) | Exists(seats)
        return {
            "kind": kinds,
            "parent": select_visible_groups(self.actor, bodies).filter(own, state="active"),
        }


class ChangeGroupForm(RecordForm):
    """What may change of a group."""

    class Meta:
        model = Group
        fields = ["name", "papers_language", "quorum", "meetings_a_year"]


class ParentGroupForm(RecordForm):
    """Under which group it is put."""

    class Meta:
        model, fields = GroupMove, ["parent", "why"]
        widgets = {"parent": forms.Select}

    def __init__(self, *args: Any, parents: Sequence[Group], **kwargs: Any) -> None:
        self.parents = parents
        super().__init__(*args, **kwargs)

    def get_choices(self) -> Mapping[str, Choices]:
        """Groups of a higher kind in the same nation."""
        return {"parent": Group.objects.filter(pk__in=[row.pk for row in self.parents])}


class TermsOfReferenceForm(RecordForm):
    """A further edition of the terms."""

    class Meta:
        model, fields = TermsOfReference, [*TERMS_FIELDS, "review_on"]


class DraftYearOfGroupMeetingsForm(forms.Form):
    """A further year of meetings."""

    first_day = date_field("Day of the first meeting", "The first meeting", not_before=today)
    a_year = forms.IntegerField(
        label="How many meetings in twelve months",
        min_value=1,
        max_value=24,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Enter a whole number from 1 to 24"
        ),
    )


class OrganisationByNameForm(RecordForm):
    """A form that asks for one organisation by its name, since there are hundreds."""

    organisation = forms.CharField(
        label="Organisation",
        help_text="Its full name.",
        max_length=120,
        error_messages={"required": "Enter the organisation"},
    )

    def clean_organisation(self) -> int:
        """Its number. Raises ValidationError with the nearest names."""
        return get_body_ids_by_name([self.cleaned_data["organisation"]])[0]


class InviteOrganisationToSeatForm(OrganisationByNameForm):
    """A seat for an organisation."""

    email = forms.EmailField(
        label="Work email of the person to invite (optional)",
        required=False,
        max_length=200,
        help_text="Leave empty to invite everyone who leads there. The address is not kept.",
        error_messages={"invalid": "Enter an email address, such as name@example.org"},
    )
    field_order = ["organisation", "office", "email", "deputy_office", "part", "language"]

    class Meta:
        model, fields = Seat, ["office", "deputy_office", "part", "language"]


class ChangeSeatForm(RecordForm):
    """What the convener changes of a seat."""

    class Meta:
        model, fields = Seat, ["office", "deputy_office", "part", "language"]


class AnswerSeatInvitationForm(RecordForm):
    """Whether a seat is taken, and by whom."""

    answer = choice_field(
        "Do you take the seat?", (("accept", "Yes"), ("decline", "No")), "Choose whether you take the seat"
    )
    field_order = ["answer", "holder", "holder_account", "deputy_holder", "deputy_account", "language", "why"]

    class Meta:
        model = Seat
        fields = ["holder", "holder_account", "deputy_holder", "deputy_account", "language", "why"]
        widgets = {"holder_account": forms.Select, "deputy_account": forms.Select}

    def __init__(self, *args: Any, is_taken: bool, **kwargs: Any) -> None:
        """A seat that `is_taken` is not declined here: it is ended, with what that takes along."""
        super().__init__(*args, **kwargs)
        if is_taken:
            del self.fields["answer"], self.fields["why"]

    def get_choices(self) -> Mapping[str, Choices]:
        """People of the organisation who take part."""
        people = select_people_of_seat(self.instance.body_id).order_by("name")
        return {"holder_account": people, "deputy_account": people}

    def clean(self) -> dict[str, Any]:
        """Who declines says why."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("answer") == "decline" and not given.get("why"):
            self.add_error("why", "Say why you decline the seat")
        return given


class EndSeatForm(RecordForm):
    """Why a seat ends."""

    needed = ("why",)

    class Meta:
        model, fields = Seat, ["why"]


class AddGroupReadingOrganisationForm(OrganisationByNameForm):
    """An organisation that reads only."""

    field_order = ["organisation", "why"]

    class Meta:
        model, fields = GroupReader, ["why"]


class GroupMeetingForm(RecordForm):
    """A meeting ahead: when, where, agenda and papers."""

    class Meta:
        model = GroupMeeting
        fields = ["planned_on", "starts_at", "place", "stream", "agenda", "pack", "paper"]
        widgets = {"stream": forms.Select, "pack": forms.Select}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        packs = [
            (str(row.pk), msg("{title}, {period}", title=row.series.title, period=format_period(row.period)))
            for row in self.packs
        ]
        self.fields["pack"].choices = [("", "None"), *packs]  # type: ignore[attr-defined]

    def get_choices(self) -> Mapping[str, Choices]:
        """Streams of the group, and signed packs of the reader's organisation."""
        packs = BoardPack.objects.visible_to(self.actor).filter(state="signed").select_related("series")
        self.packs = list(packs)
        return {"stream": self.instance.group.streams.all(), "pack": packs}


class RecordGroupMeetingForm(RecordForm):
    """That it was held, and whether each seat was filled."""

    needed = ("held_on",)

    class Meta:
        model, fields = GroupMeeting, ["held_on", "notes"]

    def __init__(self, *args: Any, seats: "QuerySet[Seat]", saved: Mapping[int, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = list(seats)
        for seat in self.seats:
            name = f"seat_{seat.pk}"
            label = msg("{body}: {office}", body=seat.body.name, office=seat.office)
            self.fields[name] = choice_field(
                label, ATTENDANCE, msg("Choose who came for {body}", body=seat.body.name)
            )
            self.initial[name] = saved.get(seat.pk, "came" if not saved else "")

    def get_attendance(self) -> dict[int, str]:
        """The answer for each seat."""
        return {seat.pk: self.cleaned_data[f"seat_{seat.pk}"] for seat in self.seats}

    def get_seat_fields(self) -> list[Any]:
        """One field for each seat."""
        return [self[f"seat_{seat.pk}"] for seat in self.seats]


class CancelGroupMeetingForm(RecordForm):
    """Why a meeting is not held."""

    needed = ("why_not",)

    class Meta:
        model, fields = GroupMeeting, ["why_not"]


class GroupDecisionForm(RecordForm):
    """What was decided."""

    class Meta:
        model, fields = GroupDecision, ["words"]


class OfferActionForm(RecordForm):
    """An action, to whom it is offered, by when."""

    class Meta:
        model, fields = GroupAction, ["what", "seat", "due_on"]
        widgets = {"seat": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """Members who took their seat."""
        rows = Seat.objects.filter(group=self.instance.group, state="accepted").select_related("body")
        return {"seat": rows.order_by("body__name", "pk")}


class AnswerGroupActionForm(RecordForm):
    """Accept or decline an action."""

    answer = choice_field(
        "Do you take on this action?",
        (("accept", "Accept"), ("decline", "Decline")),
        "Choose whether you accept it",
    )
    person = make_form_field(FollowUp._meta.get_field("person"))
    field_order = ["answer", "person", "why"]

    class Meta:
        model, fields = GroupAction, ["why"]
        labels = {"why": "If you decline: why"}

    def clean(self) -> dict[str, Any]:
        """Who declines says why."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("answer") == "decline" and not given.get("why"):
            self.add_error("why", "Say why you decline it")
        return given


class WithdrawGroupActionForm(RecordForm):
    """Why an offer is taken back."""

    needed = ("why",)

    class Meta:
        model, fields = GroupAction, ["why"]
        labels = {"why": "Why it is withdrawn"}


class EscalateGroupActionForm(RecordForm):
    """What is asked of the group above."""

    class Meta:
        model, fields = Escalation, ["asked", "answer_by"]


class AnswerEscalationForm(RecordForm):
    """The answer that comes back."""

    needed = ("answer",)

    class Meta:
        model, fields = Escalation, ["answer"]


class WorkStreamForm(RecordForm):
    """A work stream."""

    class Meta:
        model, fields = WorkStream, ["name"]


class GroupContributionForm(RecordForm):
    """What an organisation promised and gave."""

    class Meta:
        model = Contribution
        fields = ["body", "year", "kind", "what", "promised", "received", "promised_hours", "received_hours"]
        widgets = {"body": forms.Select}

    def get_choices(self) -> Mapping[str, Choices]:
        """Organisations that hold or held a seat in the group."""
        seats = Seat.objects.filter(group=self.instance.group).exclude(state="declined").values("body")
        return {"body": Body.objects.filter(pk__in=seats)}


class OfferHelpToGroupForm(RecordForm):
    """Which service or training is shared, and how members use it."""

    help = choice_field("What do you share?", (), "Choose what you share")
    field_order = ["help", "words"]

    class Meta:
        model, fields = SharedHelp, ["words"]

    def __init__(self, *args: Any, choices: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["help"].choices = list(choices)  # type: ignore[attr-defined]
