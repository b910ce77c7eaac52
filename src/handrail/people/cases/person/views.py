"""Danger, the safety plan, safe ways to reach the person, who they are, who stays in touch."""

from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from handrail.people.cases.person import actions
from handrail.people.cases.person.channel_safety import ChannelSafety
from handrail.people.cases.person.forms import (
    ContactChannelForm,
    DangerRecheckForm,
    PointOfContactForm,
    SafetyPlanForm,
    SafetyPlanReviewForm,
    WhoPersonIsForm,
    get_risk_factor_answers,
)
from handrail.people.cases.person.queries import (
    SafetyDetail,
    get_person,
    get_point_of_contact_and_stand_in_ids,
    get_safety_detail_of_case,
    list_contact_channels_of_case,
)
from handrail.people.cases.signals import identity_changed
from handrail.people.records.case_action_page import CaseActionPage
from handrail.people.records.text_choices import (
    Age,
    ContactChannelKind,
    ImmediateDangerOrInjuryAnswer,
    YesNoUnsureOrNotAsked,
)
from handrail.platform.access.body_and_colleague_choices import list_colleague_choices
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.kinds import Kind
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.messages import lower_text, msg
from handrail.platform.ui import formatting
from handrail.platform.ui.person_form_fields import get_date_in_days
from handrail.platform.ui.record_display import (
    VersionComparison,
    VersionComparisonRow,
    list_version_comparison_rows,
)

REVIEW_AFTER_DAYS = 14
PLAN_TEXTS = ("plan", "watched", "if_missing")


class DangerCheckPage(CaseActionPage):
    """Ask again about danger: any of the questions, each kept with its day."""

    takes_restricted_case = True
    permission, title, form_class = Permission.EDIT_PERSON, "Immediate danger", DangerRecheckForm
    template_name, runs_once = "person/danger.html", True

    def load(self) -> None:
        self.case.case_access.needs(Kind.SAFETY)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"contact": Kind.CONTACT in self.case.case_access.kinds}

    def perform(self, form: DangerRecheckForm) -> str:
        answers = form.cleaned_data
        if answers.get("safest"):
            actions.record_safest_contact_way(case_id=self.case.case_id, how=answers["safest"], by=self.actor)
        asked = get_risk_factor_answers(answers)
        danger = ImmediateDangerOrInjuryAnswer(answers["answer"] or ImmediateDangerOrInjuryAnswer.NOT_ASKED)
        if danger is not ImmediateDangerOrInjuryAnswer.NOT_ASKED or set(asked.values()) != {
            YesNoUnsureOrNotAsked.NOT_ASKED
        }:
            actions.record_danger_check(
                case_id=self.case.case_id, answer=danger, note=answers["note"], worries=asked, by=self.actor
            )
        return self._describe_saved(danger)

    def _describe_saved(self, danger: ImmediateDangerOrInjuryAnswer) -> str:
        told = "Saved. "
        if danger is not ImmediateDangerOrInjuryAnswer.NOT_ASKED:
            told = msg("Danger: {answer}. ", answer=lower_text(danger.label))
        if not get_safety_detail_of_case(self.case.case_access).number:
            return msg("{told}There is no safety plan yet. Write one with them.", told=told)
        return msg("{told}Review the safety plan.", told=told)


class SafetyPlanReviewContext(TypedDict):
    """The plan that is read with the person, and where its next version is written."""

    plan: SafetyDetail
    change: str


class ReviewSafetyPlanPage(CaseActionPage):
    """Read the plan with the person: still right in one act, or on to a new version."""

    takes_restricted_case = True
    permission, title, form_class = (
        Permission.EDIT_PERSON,
        "Is the safety plan still right?",
        SafetyPlanReviewForm,
    )
    template_name, button = "person/review_plan.html", "Confirm the plan is still right"

    def load(self) -> None:
        self.record = get_safety_detail_of_case(self.case.case_access)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The plan with its form; where there is none, the page that writes the first."""
        if not self.record.number:
            return HttpResponseRedirect(reverse("safety_plan", args=[self.case.reference]))
        return super().get(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        review_on = get_date_in_days(REVIEW_AFTER_DAYS)
        return {"initial": {"seen": self.record.version, "review_on": review_on}}

    def get_versions(self, form: SafetyPlanReviewForm) -> VersionComparison:
        saved = self.record
        row = VersionComparisonRow("The plan", "the version you were reading", saved.plan)
        return VersionComparison(saved.written_by, saved.written_at, (row,))

    def get_context_data(self) -> SafetyPlanReviewContext:
        return {"plan": self.record, "change": reverse("safety_plan", args=[self.case.reference])}

    def perform(self, form: SafetyPlanReviewForm) -> str:
        review_on = form.cleaned_data["review_on"]
        actions.confirm_safety_plan(
            case_id=self.case.case_id,
            seen_number=form.cleaned_data["seen"],
            review_on=review_on,
            by=self.actor,
        )
        return msg("Still right. Review it again on {review_on}.", review_on=formatting.format_day(review_on))


class WriteSafetyPlanPage(CaseActionPage):
    """Write the next version of the safety plan."""

    takes_restricted_case = True
    permission, title, form_class = Permission.EDIT_PERSON, "Safety plan", SafetyPlanForm

    @property
    def lead(self) -> str:
        lead = "In their words. Review it together after each move, threat and hearing."
        if not self.record.number:
            return lead
        return msg("{lead} Update anything that has changed.", lead=lead)

    def load(self) -> None:
        self.record = get_safety_detail_of_case(self.case.case_access)

    def get_form_kwargs(self) -> dict[str, Any]:
        texts = {name: getattr(self.record, name) for name in PLAN_TEXTS}
        review_on = get_date_in_days(REVIEW_AFTER_DAYS)
        return {"initial": {"seen": self.record.version, "review_on": review_on, **texts}}

    def get_versions(self, form: SafetyPlanForm) -> VersionComparison:
        saved = {name: getattr(self.record, name) for name in (*PLAN_TEXTS, "review_on")}
        return VersionComparison(
            self.record.written_by, self.record.written_at, list_version_comparison_rows(form, saved)
        )

    def perform(self, form: SafetyPlanForm) -> str:
        answers = form.cleaned_data
        written = actions.write_safety_plan(
            case_id=self.case.case_id,
            **{name: answers[name] for name in PLAN_TEXTS},
            review_on=answers["review_on"],
            seen_number=answers["seen"],
            by=self.actor,
        )
        return msg("Safety plan saved, version {number}.", number=written.number)


class RecordContactChannelPage(CaseActionPage):
    """Ask about one way to reach the person: is it safe, and how."""

    permission, form_class = Permission.EDIT_PERSON, ContactChannelForm

    @property
    def title(self) -> str:
        return msg("How to reach them: {channel}", channel=lower_text(self.channel.label))

    @property
    def lead(self) -> str:
        lead = "Ask them, away from anyone else. If not asked, choose not sure."
        if not self.record.because:
            return lead
        return msg(
            (
                "{because}: until that changes, this way is treated as not safe, whatever is "
                "recorded here. {lead}"
            ),
            because=self.record.because,
            lead=lead,
        )

    def load(self, kind: str) -> None:
        self.case.case_access.needs(Kind.CONTACT)
        if kind not in ContactChannelKind.values:
            raise NotVisible
        self.channel = ContactChannelKind(kind)
        channels = list_contact_channels_of_case(self.case.case_access)
        self.record = next(row for row in channels if row.kind == self.channel)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"initial": {"seen": self.record.version, **self._get_saved()}}

    def get_versions(self, form: ContactChannelForm) -> VersionComparison:
        return VersionComparison(
            self.record.asked_by, self.record.asked_at, list_version_comparison_rows(form, self._get_saved())
        )

    def perform(self, form: ContactChannelForm) -> str:
        answers = form.cleaned_data
        safe = ChannelSafety(answers["safe"])
        actions.record_contact_channel(
            case_id=self.case.case_id,
            kind=self.channel,
            safe=safe,
            detail=answers["detail"],
            note=answers["note"],
            seen=answers["seen"] or "",
            by=self.actor,
        )
        said = msg("{channel}: {safe}.", channel=self.channel.label, safe=lower_text(safe.label))
        because = self.record.because
        if not because:
            return said
        return msg("{said} {because}: until then it is treated as not safe.", said=said, because=because)

    def _get_saved(self) -> dict[str, str]:
        row = self.record
        return {"safe": row.said, "detail": row.detail, "note": row.note} if row.asked_at else {}


class EditPersonPage(CaseActionPage):
    """Change who the person is, as far as they want to be known."""

    permission, title, form_class = Permission.EDIT_PERSON, "Who they are", WhoPersonIsForm
    lead = "Only what they want recorded here."

    def load(self) -> None:
        self.record = get_person(self.case.case_access)

    def get_saved_values(self, form: WhoPersonIsForm) -> dict[str, Any]:
        return super().get_saved_values(form) | {"age": self.record.case.age}

    def perform(self, form: WhoPersonIsForm) -> str:
        answers = form.cleaned_data
        actions.save_person(form.instance, age=Age(answers["age"]), seen=answers["seen"], by=self.actor)
        identity_changed.send(sender=None, case_id=self.case.case_id, by=self.actor)
        return "Saved."


class SetPointOfContactPage(CaseActionPage):
    """Name the point of contact and the stand-in."""

    permission, title, form_class = Permission.SHARE, "Point of contact", PointOfContactForm

    def load(self) -> None:
        self.record = get_point_of_contact_and_stand_in_ids(self.case.case_id)
        self.colleagues = list_colleague_choices(self.case.case_access.owner_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        initial = {"seen": self.record.version, **self._get_saved()}
        return {"initial": initial, "colleagues": self.colleagues}

    def get_versions(self, form: PointOfContactForm) -> VersionComparison:
        return VersionComparison(
            *self.get_last_change(actions.CONTACTS_VERB),
            list_version_comparison_rows(form, self._get_saved()),
        )

    def perform(self, form: PointOfContactForm) -> str:
        answers = form.cleaned_data
        actions.set_point_of_contact_and_stand_in(
            case_id=self.case.case_id,
            point_of_contact_id=int(answers["point_of_contact"]),
            stand_in_id=int(answers["stand_in"]) if answers["stand_in"] else None,
            seen=answers["seen"],
            by=self.actor,
        )
        return "Point of contact saved."

    def _get_saved(self) -> dict[str, str]:
        return {
            "point_of_contact": str(self.record.point_of_contact_id),
            "stand_in": str(self.record.stand_in_id or ""),
        }
