"""Members, items and slices."""

from typing import Any, TypedDict
from uuid import UUID

from django.urls import reverse

from handrail.people.conferences.actions.members import (
    add_conference_member,
    record_member_leaving,
    sign_confidentiality_statement,
    withdraw_self_from_conference,
)
from handrail.people.conferences.actions.slices import (
    ItemDisclosureInput,
    add_conference_item,
    make_item_disclosure_stamp,
    set_item_visibility_to_members,
)
from handrail.people.conferences.forms import (
    ConferenceItemForm,
    ConferenceMemberBodyForm,
    ConferenceMemberForm,
    ItemVisibilityToMembersForm,
    MemberLeavingForm,
)
from handrail.people.conferences.models import ConferenceItem, ConferenceMember
from handrail.people.conferences.presenters import describe_agreement_of_each_member
from handrail.people.conferences.queries.organisations import select_organisations
from handrail.people.conferences.queries.slices import (
    get_conference_item_of_own_organisation,
    list_current_disclosures_of_conference_item,
)
from handrail.people.conferences.rules import list_agencies_member_may_sit_for
from handrail.people.conferences.text_choices import (
    PARTS_BY_BODY_KIND,
    ConferenceItemKind,
    ConferenceState,
    ItemDisclosureBasis,
    ItemVisibilityToMember,
    MemberAgency,
    MemberLeavingReason,
)
from handrail.people.conferences.views.base import ChooseOrganisationContext, ConferenceFormPage
from handrail.platform.access.body_and_colleague_choices import select_users_of_body
from handrail.platform.access.errors import NotVisible
from handrail.platform.access.roles import Permission
from handrail.platform.access.today import today
from handrail.platform.kernel.dates import format_day, to_london
from handrail.platform.kernel.errors import ActionNotPossibleError
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.reference.body_kinds import IMMIGRATION_ENFORCEMENT
from handrail.platform.reference.models import Body
from handrail.platform.ui.oversight_form_fields import ConfirmForm

STATEMENT = (
    "What I read and hear at this conference is used to protect this person and for nothing else. I tell no one who "
    "does not need it for that. I do not ring or visit the person unless it was agreed. If I know the exploiter, the "
    "landlord, the employer or their circle, I leave the conference."
)


class ChooseMemberOrganisationPage(ConferenceFormPage):
    """Which organisation is asked to the table."""

    title, button, form_class = "Invite an organisation", "Continue", ConferenceMemberBodyForm
    template_name = "conferences/choose_organisation.html"

    @property
    def is_every_area(self) -> bool:
        """Whether organisations of every area are offered; whichever is sent is taken."""
        return self.request.method == "POST" or self.request.GET.get("areas") == "all"

    def get_form_kwargs(self) -> dict[str, Any]:
        area = self.seat.conference.area.area_id
        rows = select_organisations(PARTS_BY_BODY_KIND, area_code=None if self.is_every_area else area)
        return {"bodies": list(rows.values_list("code", "name"))}

    def get_context_data(self) -> ChooseOrganisationContext:
        return {"is_every_area": self.is_every_area, "area": self.seat.conference.area.area.name}

    def perform(self, form: ConferenceMemberBodyForm) -> str:
        self.success_url = reverse(
            "conference_member", args=[self.seat.conference.pk, form.cleaned_data["body"]]
        )
        return ""


class AddConferenceMemberPage(ConferenceFormPage):
    """Who of that organisation."""

    button, form_class = "Ask them", ConferenceMemberForm
    body: Body

    @property
    def title(self) -> str:
        return msg("Who comes for {body}?", body=UserText(self.body.name))

    def check_seat(self, **more: Any) -> None:
        self.seat.require_runs()
        found = Body.objects.filter(code=more["body_code"], kind__in=PARTS_BY_BODY_KIND).first()
        if found is None:
            raise NotVisible
        self.body = found

    def get_form_kwargs(self) -> dict[str, Any]:
        users = list(select_users_of_body(self.body.pk, Permission.JOIN_CONFERENCE))
        parts = list_agencies_member_may_sit_for(
            self.body.kind, keeps_area=self.seat.conference.area.kept_by_id == self.body.pk
        )
        asks = self.body.kind == IMMIGRATION_ENFORCEMENT
        return {**self.make_new_row(ConferenceMember), "users": users, "parts": parts, "asks_for_duty": asks}

    def perform(self, form: ConferenceMemberForm) -> str:
        member, said = form.instance, form.cleaned_data
        member.body = self.body
        member.user = form.users.get(said["user"])
        member.deputy = form.users.get(said["deputy"])
        add_conference_member(member, conference_id=self.seat.conference.pk, by=self.actor)
        return msg("{who} is asked. They see nothing before they sign.", who=UserText(member.who))


class SignConfidentialityStatementPage(ConferenceFormPage):
    """Sign the confidentiality statement."""

    button, form_class, asks_again = "I sign", ConfirmForm, True
    title, lead = "Confidentiality statement", STATEMENT

    def check_seat(self, **more: Any) -> None:
        if self.seat.member is None:
            raise NotVisible
        if self.seat.signed_at is not None:
            on = format_day(to_london(self.seat.signed_at).date())
            raise ActionNotPossibleError(msg("You signed on {day}.", day=on))

    def perform(self, form: ConfirmForm) -> str:
        sign_confidentiality_statement(conference_id=self.seat.conference.pk, by=self.actor)
        if self.seat.chairs and self.seat.conference.state == ConferenceState.ASKED:
            self.success_url = reverse("answer_conference", args=[self.seat.conference.pk])
            return "Signed. Accept or return the conference next."
        return "Signed. You see what was shared with you."


class RecordPaperSignaturePage(ConferenceFormPage):
    """A member without an account has signed on paper."""

    button, form_class = "They signed", ConfirmForm
    title, lead = "Signed on paper", STATEMENT
    member_id: UUID

    def check_seat(self, **more: Any) -> None:
        self.seat.require_runs()
        self.member_id = more["member_id"]
        _get_member_of_conference(self, self.member_id)

    def perform(self, form: ConfirmForm) -> str:
        sign_confidentiality_statement(
            conference_id=self.seat.conference.pk, member_id=self.member_id, by=self.actor
        )
        return "Noted."


class WithdrawSelfFromConferencePage(ConferenceFormPage):
    """Step out of the case oneself: a member, a deputy, the chair, or whoever works on the case."""

    title, button, form_class = (
        "Leave the conference group",
        "Stop being a member",
        MemberLeavingForm,
    )
    lead = (
        "What you were given ends at once. With a conflict of interest you can no longer open it, and no one "
        "can ask you back. If your organisation keeps the case, its duty leads are told to look who works on it."
    )

    def check_seat(self, **more: Any) -> None:
        """Whoever is part of it may step out, signed or not."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"is_own": True, "has_seat": self.seat.member is not None}

    def perform(self, form: MemberLeavingForm) -> str:
        why = MemberLeavingReason(form.cleaned_data["why"])
        withdraw_self_from_conference(
            conference_id=self.seat.conference.pk, why=why, words=form.cleaned_data["words"], by=self.actor
        )
        self.success_url = reverse("conferences")
        return "Done. What you were given has ended."


class RecordMemberLeavingPage(ConferenceFormPage):
    """Somebody else leaves the case."""

    button, form_class = "Remove from the conference", MemberLeavingForm
    member: ConferenceMember

    @property
    def title(self) -> str:
        return msg("Remove {who} from the conference", who=UserText(self.member.who))

    def check_seat(self, **more: Any) -> None:
        self.seat.require_runs()
        self.member = _get_member_of_conference(self, more["member_id"])

    def perform(self, form: MemberLeavingForm) -> str:
        record_member_leaving(
            conference_id=self.seat.conference.pk,
            member_id=self.member.pk,
            why=MemberLeavingReason(form.cleaned_data["why"]),
            words=form.cleaned_data["words"],
            by=self.actor,
        )
        return "Done. What they were given has ended."


class AddConferenceItemPage(ConferenceFormPage):
    """Tell the conference something."""

    title, button, form_class, runs_once = (
        "Add information",
        "Add it",
        ConferenceItemForm,
        True,
    )
    lead = "Never their account of exploitation, an opinion on truthfulness, or other people’s names."

    def check_seat(self, **more: Any) -> None:
        self.seat.require_reads_table()

    def get_form_kwargs(self) -> dict[str, Any]:
        return self.make_new_row(ConferenceItem)

    def perform(self, form: ConferenceItemForm) -> str:
        item = add_conference_item(form.instance, conference_id=self.seat.conference.pk, by=self.actor)
        if item.held_back_why:
            return "Noted that something is held back, and why."
        self.success_url = reverse("cut_conference_item", args=[self.seat.conference.pk, item.pk])
        return "Added. No one else sees it yet: choose who does."


class ItemVisibilityToMembersContext(TypedDict):
    """The item beside the form."""

    kind: str
    text: str
    need: str


class SetItemVisibilityToMembersPage(ConferenceFormPage):
    """Who sees an item."""

    title, button, form_class = "Who sees this?", "Save who sees it", ItemVisibilityToMembersForm
    template_name = "conferences/cut.html"
    item: ConferenceItem

    def check_seat(self, **more: Any) -> None:
        self.seat.require_reads_table()
        found = get_conference_item_of_own_organisation(self.seat, more["item_id"])
        if found is None:
            raise NotVisible
        if found.held_back_why:
            raise ActionNotPossibleError("It is held back: no one sees it.")
        self.item = found
        self.members = [
            row
            for row in self.seat.members
            if row.part != MemberAgency.OBSERVER
            and (row.body_id, row.part) != (found.from_body_id, found.from_part)
            and not (self.seat.member is not None and self.seat.member.pk == row.pk)
        ]

    def get_form_kwargs(self) -> dict[str, Any]:
        now_set = list_current_disclosures_of_conference_item(self.seat, self.item)
        initial: dict[str, Any] = {"seen": make_item_disclosure_stamp(now_set)}
        for one in now_set:
            initial |= {
                f"shows-{one.member_id}": one.shows,
                f"basis-{one.member_id}": one.basis,
                f"why-{one.member_id}": one.why.open() if one.why else "",
            }
        if now_set:
            initial |= {f"shows-{row.pk}": "" for row in self.members if f"shows-{row.pk}" not in initial}
            initial["person_told"] = all(one.person_told for one in now_set)
            initial["until"] = max(today(), *(one.until for one in now_set))
        return {
            "item": self.item,
            "members": self.members,
            "agreed": describe_agreement_of_each_member(self.seat, self.members, self.item),
            "initial": initial,
        }

    def get_context_data(self) -> ItemVisibilityToMembersContext:
        return {
            "kind": ConferenceItemKind(self.item.kind).label,
            "text": self.item.text.open(),
            "need": self.item.need.open(),
        }

    def perform(self, form: ItemVisibilityToMembersForm) -> str:
        said = form.cleaned_data
        slices = [
            ItemDisclosureInput(
                row.pk,
                ItemVisibilityToMember(said[f"shows-{row.pk}"]),
                ItemDisclosureBasis(said[f"basis-{row.pk}"] or ItemDisclosureBasis.CONSENT),
                said[f"why-{row.pk}"],
            )
            for row in self.members
            if said.get(f"shows-{row.pk}")
        ]
        set_item_visibility_to_members(
            slices,
            item_id=self.item.pk,
            until=said["until"],
            person_told=said["person_told"],
            by=self.actor,
            seen=said["seen"],
        )
        return "Saved. Members who have signed see it now."


def _get_member_of_conference(page: ConferenceFormPage, member_id: UUID) -> ConferenceMember:
    found = next((row for row in page.seat.members if row.pk == member_id), None)
    if found is None:
        raise NotVisible
    return found
