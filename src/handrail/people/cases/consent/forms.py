"""Forms about what the person agreed to, and about sharing."""

import datetime
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from django import forms

from handrail.people.cases.consent.actions.consents import ConsentAskingInput
from handrail.people.cases.consent.queries.consents import BodyAccessGrantSummary
from handrail.people.records.text_choices import (
    ConsentAnswer,
    InterpretationMode,
    InterpreterKnownToVictimAnswer,
    OwnOrBestInterestsDecision,
)
from handrail.platform.access.actions import LONGEST_REASON
from handrail.platform.access.body_and_colleague_choices import get_information_kinds_seen_by_roles_of_body
from handrail.platform.access.grounds import (
    IMMIGRATION_ENFORCEMENT_GROUNDS,
    NOTHING_WITHOUT_CONSENT_OR_DUTY,
    SHARING_GROUNDS,
    GrantGround,
)
from handrail.platform.access.kinds import SHAREABLE_KINDS, Kind
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.choices import Choices
from handrail.platform.ui.date_fields import DatePartsField
from handrail.platform.ui.person_form_fields import past_day_field, radio_field, text_field, textarea_field

REFUSED = "refused"
REFUSED_WORDS = "The person said no: record that, and share nothing"
"""In the place of a ground: the person said no."""
MISSING_DECISION_MAKER = "Choose who made this decision"
DECIDER_ERRORS = {
    "decided_by": "Enter who made the best-interests decision",
    "decided_why": "Enter why it is in their best interests",
}


class ConsentAskingForm(forms.Form):
    """Who decided, who interpreted and how, and whether the interpreter and the person know each other."""

    capacity = radio_field(
        "Who made this decision?", OwnOrBestInterestsDecision.choices, missing=MISSING_DECISION_MAKER
    )
    decided_by = text_field("Decision maker’s name and role")
    decided_why = textarea_field("Why this is in their best interests", rows=2)
    through = radio_field(
        "Who interpreted? (optional)",
        [choice for choice in InterpretationMode.choices if choice[0] != InterpretationMode.NOT_SAID],
        required=False,
    )
    asked_by = text_field("Who asked them, if not you? (optional)")
    interpreter = forms.ChoiceField(label="Interpreter’s language", required=False)
    interpreted_by = text_field("Interpreter’s name, or the agency’s reference (optional)")
    circle = radio_field(
        "Does the interpreter know the person?",
        [
            choice
            for choice in InterpreterKnownToVictimAnswer.choices
            if choice[0] != InterpreterKnownToVictimAnswer.NOT_ASKED
        ],
        required=False,
        help_text="For example family, friends, their community or work. Ask both of them.",
    )

    def __init__(self, *args: Any, languages: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["interpreter"].choices = [("", "Choose a language"), *languages]  # type: ignore[attr-defined]

    def make_input(self, *, on: datetime.date, words: str) -> ConsentAskingInput:
        """Give what the action takes, of a valid form.

        Args:
            on: the day on which the person was asked.
            words: their own.

        Returns:
            How the answer was asked for.
        """
        said = self.cleaned_data
        return ConsentAskingInput(
            on=on,
            words=words,
            interpreter_tag=said["interpreter"],
            capacity=OwnOrBestInterestsDecision(said["capacity"] or OwnOrBestInterestsDecision.OWN),
            circle=InterpreterKnownToVictimAnswer(said["circle"] or InterpreterKnownToVictimAnswer.NOT_ASKED),
            decided_by=said["decided_by"],
            decided_why=said["decided_why"],
            through=InterpretationMode(said["through"]),
            interpreted_by=said["interpreted_by"],
            asked_by=said["asked_by"],
        )

    @property
    def may_know_interpreter(self) -> bool:
        """Whether the person was asked through somebody of their circle."""
        said = self.cleaned_data
        knows = (
            said["circle"] == InterpreterKnownToVictimAnswer.YES
            or said["through"] == InterpretationMode.RELATIVE
        )
        return bool(said["interpreter"]) and knows

    def clean(self) -> dict[str, Any]:
        """What the answer to one question makes another one need."""
        cleaned = super().clean() or {}
        if "through" not in self.errors:
            self._check_interpretation(cleaned)
        if cleaned.get("capacity") == OwnOrBestInterestsDecision.BEST_INTERESTS:
            for name, missing in DECIDER_ERRORS.items():
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, missing)
        return cleaned

    def _check_interpretation(self, cleaned: dict[str, Any]) -> None:
        """Where somebody interpreted: how, in which language, and whether they know the person."""
        through, language = cleaned.get("through"), cleaned.get("interpreter")
        if through == InterpretationMode.SHARED:
            if language or cleaned.get("interpreted_by"):
                self.add_error("through", "Choose either no interpreter, or who interpreted")
            return
        if (language or cleaned.get("interpreted_by")) and not through:
            self.add_error("through", "Choose who interpreted, and how")
        if through and not language and "interpreter" not in self.errors:
            self.add_error("interpreter", "Choose the language that was interpreted")
        knows = cleaned.get("circle") or through == InterpretationMode.RELATIVE
        if language and not knows and "circle" not in self.errors:
            self.add_error("circle", "Choose whether the interpreter knows the person")


class ConsentAnswerForm(ConsentAskingForm):
    """What the person said to one question."""

    said = radio_field("Their answer", ConsentAnswer.choices, missing="Choose what they said")
    on = past_day_field("When were they asked?", "the date they were asked")
    words = textarea_field("In their own words (optional)", rows=3)


class SharingConfirmationSummary(NamedTuple):
    """What is shown before sharing is confirmed: `value` is what the confirmation says of it."""

    title: str
    value: str
    seen: list[str]
    not_seen: list[str]
    never_seen: list[str]  # ticked, and no role there sees it
    has_account: bool  # in a role that opens cases; without one they read only what is sent by letter or link
    is_enforcement: bool


class SharingForm(ConsentAskingForm):
    """Who else may see what, on which ground, until when; and how the person was asked, where they were."""

    body = forms.ChoiceField(label="Organisation", error_messages={"required": "Choose an organisation"})
    kinds = forms.MultipleChoiceField(
        label="What can they see?",
        choices=[(kind.value, kind.words) for kind in SHAREABLE_KINDS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Only what they need for their work.",
    )
    ground = radio_field(
        "Did the person agree, or what is the lawful basis?",
        [*[(ground.value, ground.words) for ground in SHARING_GROUNDS], (REFUSED, REFUSED_WORDS)],
        missing="Choose the lawful basis, or that the person said no",
    )
    because = textarea_field(
        "Evidence, or what they said",
        help_text="One sentence. Everyone on the case can read it.",
        rows=2,
        longest=LONGEST_REASON,
    )
    until = DatePartsField(
        label="Until (optional)",
        about="the last day",
        required=False,
    )
    mode = radio_field(
        "Is this in addition to what they agreed before, or instead of it?",
        [("adds", "In addition: both apply"), ("replaces", "Instead: their earlier consent ends")],
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        bodies: Choices,
        grants: Sequence[BodyAccessGrantSummary],
        agreed_before: Collection[Kind],
        enforcement: Collection[str],
        visible: Collection[Kind] | None = None,
        **kwargs: Any,
    ) -> None:
        """Offer what may be chosen.

        Args:
            *args: of the form.
            bodies: codes and names of the organisations.
            grants: what each of them may see already.
            agreed_before: what the person agreed to before; `mode` is asked where that is some of it.
            enforcement: codes of those that enforce immigration law.
            visible: kinds that some role of the chosen organisation can see; None where nobody there has an account.
            **kwargs: of the form.
        """
        super().__init__(*args, **kwargs)
        self.grants, self.names, self.enforcement = grants, dict(bodies), enforcement
        self.fields["capacity"].required = False
        self.fields["body"].choices = [("", "Choose an organisation"), *bodies]  # type: ignore[attr-defined]
        if visible is not None:
            self.fields["kinds"].choices = [  # type: ignore[attr-defined]
                (kind.value, kind.words) for kind in SHAREABLE_KINDS if kind in visible
            ]
        if agreed_before:
            self._require_addition_or_replacement(agreed_before)
        else:
            del self.fields["mode"]

    def clean(self) -> dict[str, Any]:
        """What is shared names at least one kind; a no may be to all of it. Their own answer says who decided."""
        cleaned = super().clean()
        if cleaned.get("ground") not in (None, "", REFUSED) and not cleaned.get("kinds"):
            self.add_error("kinds", "Choose what they can see")
        allowed = (None, "", REFUSED, *IMMIGRATION_ENFORCEMENT_GROUNDS)
        if cleaned.get("ground") in (REFUSED, GrantGround.CONSENT) and not cleaned.get("capacity"):
            self.add_error("capacity", MISSING_DECISION_MAKER)
        if cleaned.get("body") in self.enforcement and cleaned.get("ground") not in allowed:
            self.add_error("ground", NOTHING_WITHOUT_CONSENT_OR_DUTY)
        return cleaned

    def build_check(self) -> SharingConfirmationSummary:
        """What is open once it is shared, of a valid form: what was open on other grounds stays so."""
        said = self.cleaned_data
        body, chosen = said["body"], frozenset(map(Kind, said["kinds"]))
        replaces = said["ground"] == GrantGround.CONSENT and said.get("mode") != "adds"
        left = [
            grant.kinds
            for grant in self.grants
            if grant.body_code == body and not (replaces and grant.ground is GrantGround.CONSENT)
        ]
        opened, seen_there = chosen.union(*left), get_information_kinds_seen_by_roles_of_body(body)
        visible = seen_there or opened
        return SharingConfirmationSummary(
            title=msg("Check what {name} will see", name=self.names[body]),
            value=f"{body}: {' '.join(sorted(opened))}",
            seen=_list_names_of_information_kinds(opened & visible),
            not_seen=_list_names_of_information_kinds(frozenset(SHAREABLE_KINDS) - opened),
            never_seen=_list_names_of_information_kinds(opened - visible),
            has_account=bool(seen_there),
            is_enforcement=body in self.enforcement,
        )

    def _require_addition_or_replacement(self, agreed: Collection[Kind]) -> None:
        mode = self.fields["mode"]
        mode.required = True
        mode.help_text = msg(
            "They have already agreed to share: {told}.",
            told=join_texts(_list_names_of_information_kinds(agreed), "; "),
        )
        mode.error_messages["required"] = "Choose in addition or instead"


def _list_names_of_information_kinds(kinds: Collection[Kind]) -> list[str]:
    return [kind.words for kind in SHAREABLE_KINDS if kind in kinds]


class EndSharingForm(forms.Form):
    """Why sharing ends."""

    because = textarea_field("Why is it ending?", required=True, rows=2)
