"""Forms of a conference: labels, hints and messages come from the models."""

import datetime
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from handrail.people.conferences.models import (
    Conference,
    ConferenceAction,
    ConferenceActionEnd,
    ConferenceArea,
    ConferenceBasisReview,
    ConferenceItem,
    ConferenceMeeting,
    ConferenceMember,
    MeetingMove,
    MeetingTelling,
)
from handrail.people.conferences.moment_fields import (
    clean_day_and_time_fields,
    make_moment_day_field,
    make_moment_time_field,
)
from handrail.people.conferences.rules import PARTS_FOR_QUORUM
from handrail.people.conferences.text_choices import (
    STAND_DOWN_REASONS,
    STEPPING_OUT_REASONS,
    Attendance,
    ConferenceActionResult,
    ConferenceEndReason,
    ConferenceGround,
    ConferenceItemKind,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
    MemberLeavingReason,
    PersonResponseToAgreement,
)
from handrail.people.conferences.usual_slices import (
    find_usual_item_visibility_to_agency,
    get_usual_disclosure_basis_of_agency,
)
from handrail.people.records.text_choices import (
    ConsentAnswer,
    InterpretationMode,
    InterpreterKnownToVictimAnswer,
)
from handrail.platform.access.models import User
from handrail.platform.access.today import today
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.reference.choices import list_language_choices
from handrail.platform.reference.models import Area
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.person_form_fields import (
    get_date_in_days,
    past_day_field,
    radio_field,
    text_field,
    textarea_field,
)
from handrail.platform.ui.record_form import EMPTY_CHOICE, Choices, RecordForm

RADIO = forms.RadioSelect
CHECKS = forms.CheckboxSelectMultiple
NOTHING = ("", "Nothing")


def _make_optional_language_field(label: str) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", EMPTY_CHOICE)], required=False)


def _set_language_choices_of_field(form: forms.BaseForm, name: str = "language") -> None:
    form.fields[name].choices = [("", EMPTY_CHOICE), *list_language_choices()]  # type: ignore[attr-defined]


def _make_text_area_widget_of_rows(number: int) -> forms.Textarea:
    return forms.Textarea(attrs={"autocomplete": "off", "rows": number})


def _make_one_line_widget() -> forms.TextInput:
    return forms.TextInput(attrs={"autocomplete": "off"})


class RequestConferenceForm(RecordForm):
    """Grounds, basis, and the two moments from which 48 hours run."""

    area = forms.ChoiceField(
        label="Which council area holds it?", error_messages={"required": "Choose the council area"}
    )
    grounds = forms.MultipleChoiceField(
        label="On which grounds?",
        choices=ConferenceGround.choices,
        widget=CHECKS,
        help_text="One is enough, even if it is only your own judgement.",
        error_messages={"required": "Choose at least one ground"},
    )
    identified_on = past_day_field("When were they identified?", "the day on which they were identified")
    identified_time = make_moment_time_field()
    agreed_on = past_day_field("When did they agree, or when was it decided?", "the day on which they agreed")
    agreed_time = make_moment_time_field()
    field_order = ["area", "track", "grounds", "why", "identified_on", "identified_time"]

    class Meta:
        model = Conference
        fields = [
            *(
                "track",
                "why",
                "knows_police_record_crimes",
                "basis",
                "decided_by",
                "decided_why",
                "review_on",
            ),
            "came_from",
        ]
        widgets = {
            "track": RADIO,
            "basis": RADIO,
            "why": _make_text_area_widget_of_rows(2),
            "decided_why": _make_text_area_widget_of_rows(2),
            "decided_by": _make_one_line_widget(),
            "came_from": _make_one_line_widget(),
        }

    def __init__(self, *args: Any, areas: Sequence[ConferenceArea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(str(area.pk), f"{area.name}, {area.area.name}") for area in areas]
        self.fields["area"].choices = [("", "Choose from the list"), *chosen]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        self.instance.grounds = cleaned.get("grounds") or []
        for name in ("identified", "agreed"):
            moment = clean_day_and_time_fields(self, f"{name}_on", f"{name}_time")
            if moment is not None:
                setattr(self.instance, f"{name}_at", moment)
        return cleaned


class AcceptOrReturnConferenceForm(forms.Form):
    """Accept or return."""

    accepts = radio_field(
        "Do you take it?",
        [("yes", "Yes, a meeting is called"), ("no", "No, it is returned")],
        missing="Choose yes or no",
    )
    words = textarea_field(
        "If it is returned, why?",
        rows=2,
        longest=500,
        help_text="Urgent protection goes on in either case. In Wales the usual route into support goes on too.",
    )


class PersonParticipationForm(RecordForm):
    """How the person takes part, and their words."""

    needed = ("choice",)
    language = _make_optional_language_field("In which language did you speak? (optional)")
    field_order = ["choice", "speaker", "words", "language"]

    class Meta:
        model = Conference
        fields = ["choice", "speaker", "words", "interpreter_checked"]
        widgets = {
            "choice": RADIO,
            "words": _make_text_area_widget_of_rows(3),
            "speaker": _make_one_line_widget(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_language_choices_of_field(self)


class ConsentToTellAgencyForm(forms.Form):
    """What the person says of telling one agency."""

    body = forms.ChoiceField(label="Which agency?", error_messages={"required": "Choose the agency"})
    said = radio_field(
        "May the conference tell them?",
        [
            (ConsentAnswer.YES, "Yes"),
            (ConsentAnswer.NO, "No"),
            (ConsentAnswer.WITHDRAWN, "They take their yes back"),
        ],
        missing="Choose what they said",
    )
    kinds = forms.MultipleChoiceField(
        label="Which kinds of information, if yes?",
        choices=ConferenceItemKind.choices,
        widget=CHECKS,
        required=False,
        help_text="Asked one by one. Whatever is not ticked stays untold.",
    )
    on = past_day_field("When did they say so?", "the day")
    language = _make_optional_language_field("Which language was interpreted? (optional)")
    through = forms.ChoiceField(label="Who interpreted?", choices=InterpretationMode.choices, required=False)
    circle = forms.ChoiceField(
        label="Is the interpreter of their circle?",
        choices=[
            ("not_asked", "Not asked"),
            *[one for one in InterpreterKnownToVictimAnswer.choices if one[0] != "not_asked"],
        ],
        required=False,
    )
    words = textarea_field("In their words (optional)", rows=2, longest=500)

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "Choose from the list"), *list(bodies)]  # type: ignore[attr-defined]
        self.initial.setdefault("on", today())
        _set_language_choices_of_field(self)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("said") == ConsentAnswer.YES and not cleaned.get("kinds"):
            self.add_error("kinds", "Choose at least one kind of information")
        return cleaned


class ConferenceMemberBodyForm(forms.Form):
    """Which organisation somebody is asked from."""

    body = forms.ChoiceField(
        label="Which organisation?", error_messages={"required": "Choose the organisation"}
    )

    def __init__(self, *args: Any, bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].choices = [("", "Choose from the list"), *list(bodies)]  # type: ignore[attr-defined]


class ConferenceMemberForm(RecordForm):
    """Who of the organisation: an account, or a name of somebody without one."""

    user = forms.ChoiceField(label="Who?", required=False)
    deputy = forms.ChoiceField(label="Who is their deputy? (optional)", required=False)
    field_order = ["part", "user", "name", "deputy"]

    class Meta:
        model = ConferenceMember
        fields = ["part", "name", "authority", "trained_on", "legal_duty"]
        widgets = {"part": RADIO}

    def __init__(
        self,
        *args: Any,
        users: Sequence[User],
        parts: Sequence[MemberAgency],
        asks_for_duty: bool = False,
        **kwargs: Any,
    ) -> None:
        self.parts = parts
        self.users = {str(user.pk): user for user in users}
        super().__init__(*args, **kwargs)
        if not asks_for_duty:
            del self.fields["legal_duty"]
        named = [(number, str(user.name_and_role)) for number, user in self.users.items()]
        self.fields["user"].choices = [("", "Someone without an account"), *named]  # type: ignore[attr-defined]
        self.fields["deputy"].choices = [("", "No deputy"), *named]  # type: ignore[attr-defined]

    def get_choices(self) -> Mapping[str, Choices]:
        """Agencies for which somebody of that organisation may speak."""
        return {"part": [(part.value, part.label) for part in self.parts]}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        user, name = cleaned.get("user"), cleaned.get("name")
        if not user and not name:
            self.add_error("name", "Choose someone, or enter a name")
        if user and name:
            self.add_error("name", "Leave the name empty for someone with an account")
        if user and user == cleaned.get("deputy"):
            self.add_error("deputy", "Choose someone else as the deputy")
        return cleaned


class MemberLeavingForm(forms.Form):
    """Why a member steps out."""

    why = radio_field(
        "Why do they leave?",
        [(one.value, one.label) for one in STEPPING_OUT_REASONS],
        missing="Choose why",
    )
    words = textarea_field("In a sentence (optional)", rows=2, longest=300)

    def __init__(self, *args: Any, is_own: bool = False, has_seat: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            self.fields["why"].label = "Why do you leave?"
        if not has_seat:
            only = MemberLeavingReason.CONFLICT
            self.fields["why"].choices = [(only.value, only.label)]  # type: ignore[attr-defined]


class ConferenceItemForm(RecordForm):
    """What an agency tells the conference. Of the account no more than that it is held back."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == ConferenceItemKind.ACCOUNT and (cleaned.get("text") or cleaned.get("need")):
            self.add_error(
                "text",
                "Their account is not shared at a conference. Leave this empty and say why you hold it back",
            )
        return cleaned

    def get_choices(self) -> Mapping[str, Choices]:
        """Each kind; of the account it is said at once that it is not shared."""
        account = (
            ConferenceItemKind.ACCOUNT.value,
            "Their account of what happened: only that it is held back, and why",
        )
        return {
            "kind": [
                account if code == account[0] else (code, words) for code, words in ConferenceItemKind.choices
            ]
        }

    class Meta:
        model = ConferenceItem
        fields = ["kind", "nature", "text", "need", "held_back_why"]
        widgets = {
            "kind": RADIO, "nature": RADIO, "text": _make_text_area_widget_of_rows(4),
            "need": forms.TextInput(attrs={"autocomplete": "off"}), "held_back_why": _make_text_area_widget_of_rows(2),
        }  # fmt: skip


class ItemVisibilityToMembersForm(forms.Form):
    """Who sees one item: each member with what they see, on which basis, and why without agreement."""

    until = DatePartsField(
        label="Open until", about="the last day", help_text="It ends with the conference at the latest."
    )
    person_told = forms.BooleanField(label="The person knows who is told what", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        item: ConferenceItem,
        members: Sequence[ConferenceMember],
        agreed: Mapping[UUID, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members, self.agreed = members, agreed
        self.initial.setdefault("until", get_date_in_days(28))
        for member in members:
            self._add_member(member, item)

    def _add_member(self, member: ConferenceMember, item: ConferenceItem) -> None:
        usual = find_usual_item_visibility_to_agency(member.part, item.kind)
        if usual is ItemVisibilityToMember.NEED and not item.need:
            usual = None
        label = msg("{who}, {body}", who=UserText(member.who), body=UserText(member.body.name))
        self.fields[f"shows-{member.pk}"] = forms.ChoiceField(
            label=label,
            choices=[NOTHING, *ItemVisibilityToMember.choices],
            required=False,
            initial=usual or "",
        )
        self.fields[f"basis-{member.pk}"] = forms.ChoiceField(
            label="On which basis?",
            choices=ItemDisclosureBasis.choices,
            required=False,
            initial=get_usual_disclosure_basis_of_agency(member.part),
        )
        self.fields[f"why-{member.pk}"] = text_field(
            "Why, if it is withheld or not by their agreement?", longest=300
        )

    def list_rows(self) -> list[tuple[ConferenceMember, str, Any, Any, Any]]:
        """Each member with what the person said of them, and their fields, for the page."""
        return [
            (
                one,
                self.agreed[one.pk],
                self[f"shows-{one.pk}"],
                self[f"basis-{one.pk}"],
                self[f"why-{one.pk}"],
            )
            for one in self.members
        ]


class ConferenceMeetingForm(RecordForm):
    """When and where."""

    day = make_moment_day_field("On which day?", "the day")
    at_time = make_moment_time_field()
    field_order = ["day", "at_time", "place"]

    class Meta:
        model = ConferenceMeeting
        fields = ["place", "agenda", "late_reason"]
        widgets = {
            "late_reason": forms.Select,
            "place": forms.TextInput(attrs={"autocomplete": "off"}),
            "agenda": _make_text_area_widget_of_rows(5),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        moment = clean_day_and_time_fields(self, "day", "at_time")
        if moment is not None:
            self.instance.starts_at = moment
        return cleaned


class RegularMeetingForm(forms.Form):
    """Which cases, when the first begins, how long each is given."""

    cases = forms.MultipleChoiceField(
        label="Which cases?", widget=CHECKS, error_messages={"required": "Choose at least one case"}
    )
    day = make_moment_day_field("On which day?", "the day")
    at_time = make_moment_time_field("When does the first begin?")
    minutes_each = forms.IntegerField(
        label="How many minutes for each case?",
        min_value=5,
        max_value=90,
        initial=15,
        help_text="12 to 15 at a domestic abuse conference (Scotland). None was found for slavery.",
        error_messages={
            "required": "Enter how many minutes each case has",
            "invalid": "Enter a number",
            "min_value": "Enter 5 minutes or more",
            "max_value": "Enter 90 minutes or fewer",
        },
    )
    place = text_field(
        "Where, or by which video link?",
        longest=300,
        help_text="The same for all. Open it for each case to its own members alone.",
    )
    starts_at: datetime.datetime

    def __init__(self, *args: Any, cases: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["cases"].choices = list(cases)  # type: ignore[attr-defined]
        self.initial.setdefault("cases", [code for code, _ in cases])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        moment = clean_day_and_time_fields(self, "day", "at_time")
        if moment is not None:
            self.starts_at = moment
        if not cleaned.get("place"):
            self.add_error("place", "Say where the meeting is, or enter its link")
        return cleaned


class BasisReviewForm(RecordForm):
    """What a review of a decision without the person's agreement found."""

    class Meta:
        model = ConferenceBasisReview
        fields = ["reviewed_on", "result", "by_name", "words", "next_on"]
        widgets = {
            "result": RADIO,
            "by_name": _make_one_line_widget(),
            "words": _make_text_area_widget_of_rows(2),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("reviewed_on", today())


class HandConferenceToAreaForm(RecordForm):
    """Which area takes it, and on which basis it is told."""

    area = forms.ChoiceField(
        label="Which council area takes it?", error_messages={"required": "Choose the council area"}
    )
    needed = ("moved_basis",)
    field_order = ["area", "moved_basis", "moved_why"]

    class Meta:
        model = Conference
        fields = ["moved_basis", "moved_why"]
        widgets = {"moved_basis": RADIO, "moved_why": _make_text_area_widget_of_rows(2)}

    def __init__(self, *args: Any, areas: Sequence[ConferenceArea], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = [(str(area.pk), f"{area.name}, {area.kept_by.name}") for area in areas]
        self.fields["area"].choices = [("", "Choose from the list"), *chosen]  # type: ignore[attr-defined]


class RescheduleMeetingForm(RecordForm):
    """When it is now, and why."""

    day = make_moment_day_field("On which day instead?", "the day")
    at_time = make_moment_time_field()
    seen_at = forms.DateTimeField(widget=forms.HiddenInput)
    field_order = ["day", "at_time", "reason", "why"]

    class Meta:
        model = MeetingMove
        fields = ["reason", "why"]
        widgets = {"reason": RADIO, "why": _make_one_line_widget()}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        moment = clean_day_and_time_fields(self, "day", "at_time")
        if moment is not None:
            self.instance.to_at = moment
        return cleaned


class RecordMeetingForm(forms.Form):
    """Attendance, minutes, and whether the person agreed."""

    agrees = forms.ChoiceField(
        label="What does the person say about what was agreed?",
        choices=[("", "Not asked yet"), *PersonResponseToAgreement.choices],
        required=False,
    )
    minutes = textarea_field(
        "What was discussed and decided?",
        rows=6,
        longest=8000,
        help_text="The person’s words come first and are there already. Only the chair and the people who work on "
        "the case read this: members read their own actions.",
    )

    def __init__(self, *args: Any, members: Sequence[ConferenceMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.members = members
        for member in members:
            label = msg("{who}, {body}", who=UserText(member.who), body=UserText(member.body.name))
            self.fields[f"how-{member.pk}"] = forms.ChoiceField(
                label=label,
                choices=[("", "Choose from the list"), *Attendance.choices],
                error_messages={"required": "Choose how each member was there"},
            )
            self.fields[f"sent-{member.pk}"] = text_field(
                "What did they send, and when did it come? (optional)", longest=300
            )

    def list_member_rows(self) -> list[tuple[Any, Any]]:
        """The two fields of each member, for the page."""
        return [(self[f"how-{one.pk}"], self[f"sent-{one.pk}"]) for one in self.members]


class ConferenceActionForm(RecordForm):
    """What an agency undertakes to do."""

    member = forms.ChoiceField(label="Whose is it?", error_messages={"required": "Choose whose it is"})
    field_order = ["what", "member", "due_on", "lowers", "said"]

    class Meta:
        model = ConferenceAction
        fields = ["what", "due_on", "lowers", "said"]
        widgets = {
            name: forms.TextInput(attrs={"autocomplete": "off"}) for name in ("what", "lowers", "said")
        }

    def __init__(self, *args: Any, members: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["member"].choices = [("", "Choose from the list"), *list(members)]  # type: ignore[attr-defined]


class ConferenceActionEndForm(RecordForm):
    """How an action ended."""

    class Meta:
        model = ConferenceActionEnd
        fields = ["result", "words", "agreed_by"]
        widgets = {
            "result": RADIO,
            "words": _make_text_area_widget_of_rows(3),
            "agreed_by": _make_one_line_widget(),
        }

    superseded_by = forms.ChoiceField(label="Which action takes its place?", required=False)
    field_order = ["result", "superseded_by", "words", "agreed_by"]

    def __init__(self, *args: Any, chairs: bool, others: Choices, **kwargs: Any) -> None:
        self.chairs = chairs
        super().__init__(*args, **kwargs)
        if not chairs:
            del self.fields["agreed_by"]
        self.fields["superseded_by"].choices = [("", "Choose from the list"), *others]  # type: ignore[attr-defined]

    def get_choices(self) -> Mapping[str, Choices]:
        """Only the chair says that an action is no longer possible."""
        allowed = [
            one
            for one in ConferenceActionResult.choices
            if self.chairs or one[0] != ConferenceActionResult.NOT_POSSIBLE
        ]
        return {"result": allowed}


class EndConferenceForm(forms.Form):
    """Why it ends."""

    reason = radio_field("Why is it ending?", ConferenceEndReason.choices, missing="Choose why it ends")
    words = textarea_field("In a sentence (optional)", rows=2, longest=500)

    def __init__(self, *args: Any, chairs: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not chairs:
            allowed = [(one.value, one.label) for one in STAND_DOWN_REASONS]
            self.fields["reason"].choices = allowed  # type: ignore[attr-defined]


class PersonToldOfMeetingForm(RecordForm):
    """That the person was told, what they say, and what they correct."""

    language = forms.ChoiceField(
        label="In which language?", error_messages={"required": "Choose the language in which they were told"}
    )
    field_order = ["told_on", "told_how", "language", "agrees"]

    class Meta:
        model = MeetingTelling
        fields = ["told_on", "told_how", "agrees", "told_words", "correction"]
        widgets = {
            "told_how": RADIO,
            "told_words": _make_text_area_widget_of_rows(2),
            "correction": _make_text_area_widget_of_rows(3),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _set_language_choices_of_field(self)


class ConferenceAreaForm(RecordForm):
    """A council area."""

    quorum = forms.MultipleChoiceField(
        label="Who must attend?",
        choices=PARTS_FOR_QUORUM,
        widget=CHECKS,
        error_messages={"required": "Choose who must attend"},
        help_text="Your area’s own setting: no national number was found. A report does not count as attending.",
    )
    field_order = ["area", "name", "chair", "deputy", "quorum"]

    class Meta:
        model = ConferenceArea
        fields = ["area", "name", "chair", "deputy", "quorum", "next_meetings", "is_in_use"]
        widgets = {"area": forms.Select, "chair": forms.Select, "deputy": forms.Select}

    def __init__(self, *args: Any, users: QuerySet[User], **kwargs: Any) -> None:
        self.users = users
        super().__init__(*args, **kwargs)
        for name in ("area", "chair"):
            choice: Any = self.fields[name]
            choice.choices = [("", EMPTY_CHOICE), *choice.choices]
        self.initial["quorum"] = self.instance.quorum

    def get_choices(self) -> Mapping[str, Choices]:
        """Every police force area; colleagues."""
        return {"area": Area.objects.order_by("name"), "chair": self.users, "deputy": self.users}
