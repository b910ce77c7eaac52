"""Who else may see a case: shared on a ground, until a day; ended at any time."""

from typing import Any, TypedDict
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from handrail.directory.queries import select_ids_of_open_service_providers
from handrail.people.cases.consent.actions.consents import (
    ConsentToSharingInput,
    end_case_sharing,
    record_sharing_answer,
    share_case_without_consent,
)
from handrail.people.cases.consent.asking_steps import (
    DECISION_STEP,
    INTERPRETATION_STEP,
    INTERPRETER_STEP,
    was_interpreter_used,
)
from handrail.people.cases.consent.forms import (
    REFUSED,
    EndSharingForm,
    SharingConfirmationSummary,
    SharingForm,
)
from handrail.people.cases.consent.presenters import describe_refusal_of_sharing
from handrail.people.cases.consent.queries.consents import (
    find_last_interpretation,
    find_refusal_of_sharing,
    list_live_access_grants_to_bodies,
)
from handrail.people.cases.consent.queries.grants_and_access_log import (
    GrantRecipient,
    get_grant_recipient,
    list_grant_descriptions_for_body,
)
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.text_choices import ConsentAnswer
from handrail.platform.access.body_and_colleague_choices import (
    get_information_kinds_seen_by_roles_of_body,
    list_codes_of_immigration_enforcement,
    list_sharing_body_choices,
)
from handrail.platform.access.grounds import GrantGround
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.access.sharing_presets import SHARING_PRESETS, SharingPreset, find_sharing_preset
from handrail.platform.kernel.messages import join_texts, msg
from handrail.platform.reference.choices import Choices, list_language_choices
from handrail.platform.ui.form_drafts import STEP
from handrail.platform.ui.formatting import get_today
from handrail.platform.ui.multi_step_page import FormStep, MultiStepPage


class SharingPresetsContext(TypedDict):
    """What the sharing page shows beside its form: the tasks to choose from, or the one that was chosen."""

    presets: tuple[SharingPreset, ...]
    preset: SharingPreset | None
    chooser: str
    kept: str  # the provider and the service from which the page was opened, as they stand in the address
    refusal: str


class SharingCheckContext(TypedDict):
    """What they will see and not see; None where the person says no. `refusal`: that they said no before."""

    check: SharingConfirmationSummary | None
    refusal: str


class ShareCasePage(MultiStepPage, CaseActionPage):
    """Record what the person said about sharing, or share on another ground that is named."""

    permission, form_class, asks_again = Permission.SHARE, SharingForm, True
    title = "Share with another organisation"
    template_name, check_template_name = "consent/share.html", "consent/share_check.html"
    steps = (
        FormStep("body", ("body",), "Which organisation?"),
        FormStep("kinds", ("kinds",)),
        FormStep("ground", ("ground", "because")),
        FormStep("mode", ("mode",)),
        DECISION_STEP,
        INTERPRETATION_STEP,
        INTERPRETER_STEP,
        FormStep(
            "until",
            ("until",),
            "Until when?",
            "The last day on which they can see it. Leave it empty for no end date.",
            unanswered="No end day",
        ),
    )
    bodies: Choices
    preset: SharingPreset | None

    @property
    def back_url(self) -> str:
        service = self.request.GET.get("service", "")
        if service.isascii() and service.isdigit():
            return reverse("refer", args=[self.case.reference, int(service)])
        return super().back_url

    @property
    def button(self) -> str:
        return "Record" if self.is_refused else "Share"

    @property
    def is_refused(self) -> bool:
        """Whether the person said no."""
        return self.typed.get("ground") == REFUSED

    def load(self) -> None:
        self.preset = find_sharing_preset(self.request.GET.get("for", ""))
        self.bodies = list_sharing_body_choices(
            besides=self.case.case_access.owner_id, and_these=select_ids_of_open_service_providers()
        )
        self.grants = list_live_access_grants_to_bodies(self.case.case_id)

    def is_asked(self, step: FormStep) -> bool:
        """How they were asked belongs to their own yes or no; whether as well or instead, to a second yes."""
        match step.code:
            case "mode":
                return bool(self._list_kinds_agreed_before())
            case DECISION_STEP.code | INTERPRETATION_STEP.code:
                return self._may_be_answer_of_person()
            case INTERPRETER_STEP.code:
                return self._may_be_answer_of_person() and was_interpreter_used(self.typed)
            case "until":
                return not self.is_refused
        return True

    def get_form_kwargs(self) -> dict[str, Any]:
        asks_how = self.request.GET.get(STEP) in (INTERPRETATION_STEP.code, INTERPRETER_STEP.code)
        return {
            "bodies": self.bodies,
            "grants": self.grants,
            "agreed_before": self._list_kinds_agreed_before(),
            "visible": self._list_kinds_that_chosen_body_can_see(),
            "enforcement": list_codes_of_immigration_enforcement(),
            "languages": list_language_choices(),
            "initial": {
                **(find_last_interpretation(self.case.case_access) if asks_how else {}),
                "kinds": [kind.value for kind in self.preset.opened] if self.preset else [],
                "body": self.request.GET.get("to", ""),
            },
        }

    def get_context_data(self) -> SharingPresetsContext:
        kept = urlencode(
            {name: self.request.GET[name] for name in ("to", "service") if name in self.request.GET}
        )
        chooser = reverse("share", args=[self.case.reference]) + (f"?{kept}" if kept else "")
        return {
            "presets": SHARING_PRESETS,
            "preset": self.preset,
            "chooser": chooser,
            "kept": kept,
            "refusal": self._describe_refusal(),
        }

    def get_checked_value(self, form: SharingForm) -> str:
        return "" if self.is_refused else form.build_check().value

    def get_check_context(self, form: SharingForm) -> SharingCheckContext:
        check = None if self.is_refused else form.build_check()
        return {"check": check, "refusal": self._describe_refusal()}

    def perform(self, form: SharingForm) -> str:
        said = form.cleaned_data
        kinds = [Kind(kind) for kind in said["kinds"]]
        sharing = ConsentToSharingInput(said["body"], kinds, said["until"], adds=said.get("mode") == "adds")
        case_id, by = self.case.case_id, self.actor
        if said["ground"] in (REFUSED, GrantGround.CONSENT):
            answer = ConsentAnswer.NO if said["ground"] == REFUSED else ConsentAnswer.YES
            asked = form.make_input(on=get_today(), words=said["because"])
            record_sharing_answer(case_id=case_id, said=answer, sharing=sharing, asked=asked, by=by)
        else:
            ground = GrantGround(said["ground"])
            share_case_without_consent(
                case_id=case_id, sharing=sharing, ground=ground, because=said["because"], by=by
            )
        return _describe_what_is_shared_with_body_now(case_id, said["body"], dict(self.bodies)[said["body"]])

    def _list_kinds_that_chosen_body_can_see(self) -> frozenset[Kind] | None:
        """What may be ticked for the organisation that was chosen: no sharing opens more than a role there may see."""
        body = self.typed.get("body", "")
        return get_information_kinds_seen_by_roles_of_body(body) or None if body else None

    def _describe_refusal(self) -> str:
        """That the person said no to sharing with the organisation that was chosen; "" where they did not."""
        body = self.typed.get("body", "") or self.request.GET.get("to", "")
        row = find_refusal_of_sharing(self.case.case_access, body) if body and not self.is_refused else None
        return describe_refusal_of_sharing(row) if row else ""

    def _may_be_answer_of_person(self) -> bool:
        """Whether it is their own yes or no; until the ground is answered that is expected, and counted."""
        return self.typed.get("ground", "") in ("", REFUSED, GrantGround.CONSENT)

    def _list_kinds_agreed_before(self) -> frozenset[Kind]:
        """What the person agreed before that this organisation may see, where this is another yes to it."""
        if self.typed.get("ground") != GrantGround.CONSENT:
            return frozenset()
        body = self.typed.get("body", "")
        agreed = [
            grant.kinds
            for grant in self.grants
            if grant.body_code == body and grant.ground is GrantGround.CONSENT
        ]
        return frozenset().union(*agreed)


class EndCaseSharingPage(CaseActionPage):
    """End what was shared, from this moment."""

    takes_restricted_case = True
    permission, form_class, takes_closed_case = Permission.SHARE, EndSharingForm, True
    button = "End sharing"
    grant_id: int
    given: GrantRecipient

    @property
    def title(self) -> str:
        return msg("End sharing with {name}", name=self.given.name)

    def load(self, grant_id: int) -> None:
        self.grant_id, self.given = grant_id, get_grant_recipient(self.case.case_id, grant_id)

    def perform(self, form: EndSharingForm) -> str:
        case_id, because = self.case.case_id, form.cleaned_data["because"]
        end_case_sharing(case_id=case_id, grant_id=self.grant_id, because=because, by=self.actor)
        left = list_grant_descriptions_for_body(case_id, self.given.body_code) if self.given.body_code else []
        if left:
            return msg(
                "That sharing has ended. They can still see this on another lawful basis: {left}.",
                left=join_texts(left, " and "),
            )
        return "Sharing has ended. They can no longer open the case."


def _describe_what_is_shared_with_body_now(case_id: UUID, body_code: str, name: str) -> str:
    """What is shared with the organisation after the act: all of it, on every ground.

    The same words whether it opens or is held back, so they say neither.

    Where no role there sees any of it, as where nobody has an account, a referral may tell it by letter or link.
    """
    told = list_grant_descriptions_for_body(case_id, body_code)
    visible = get_information_kinds_seen_by_roles_of_body(body_code)
    seen = list_grant_descriptions_for_body(case_id, body_code, among=visible)
    if seen:
        return msg(
            (
                "Shared with {name}: {left}. Ask them if they can open it: some sharing is checked "
                "first, and Handrail does not show which. To protect someone’s life it opens at once."
            ),
            name=name,
            left=join_texts(seen, " and "),
        )
    if told:
        return msg(
            (
                "Recorded: {name} can be told: {told}. No one there can open the case here. A "
                "referral tells them."
            ),
            name=name,
            told=join_texts(told, " and "),
        )
    return msg("Recorded: nothing is shared with {name}.", name=name)
