"""What one person alone holds: the list, a new link, handing it over, ending it. Titles and addresses say nothing."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.separate_files.actions import (
    create_link_of_two_files_of_one_person,
    end_link_of_two_files_of_one_person,
    hand_over_two_file_link_to_next_keeper,
)
from handrail.people.separate_files.actions_held_back import answer_held_back_sharing
from handrail.people.separate_files.forms import (
    AnswerHeldBackSharingForm,
    HandOverTwoFileLinkForm,
    LinkTwoFilesOfOnePersonForm,
)
from handrail.people.separate_files.queries import (
    OwnTwoFileLinkRow,
    get_own_two_file_link,
    list_own_two_file_links,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import write_read_records_of_files
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.ui.access_control import requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class OwnTwoFileLinksContext(TypedDict):
    """The reader's own links."""

    links: tuple[OwnTwoFileLinkRow, ...]


@requires_permission(Permission.HOLD_FILE_LINK)
def show_own_two_file_links(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader alone holds."""
    links = list_own_two_file_links(actor)
    write_read_records_of_files(
        who=actor.who, verb="read a note", about=[row.link_id for row in links], shown=[]
    )
    shown: OwnTwoFileLinksContext = {"links": links}
    return render(request, "separate_files/list.html", {**get_layout_context(request, actor), **shown})


class TwoFileLinkActionPage(ActionPage, abstract=True):
    """What somebody does with what they alone hold."""

    permission = Permission.HOLD_FILE_LINK

    @property
    def back_url(self) -> str:
        return reverse("held_by_you")


class LinkTwoFilesOfOnePersonPage(TwoFileLinkActionPage):
    """Hold that two cases are of one person."""

    title, form_class, button = "Two files of one person", LinkTwoFilesOfOnePersonForm, "Save link"
    lead = (
        "For a person who is a suspect in one matter and a victim in another. Each team works on "
        "its own file, and neither learns about the other. One person at a time holds the link."
    )
    template_name = "separate_files/hold.html"
    asks_again = runs_once = True

    def perform(self, form: LinkTwoFilesOfOnePersonForm) -> str:
        said = form.cleaned_data
        create_link_of_two_files_of_one_person(
            first=said["first"], second=said["second"], words=said["words"], by=self.actor
        )
        return (
            "Link saved. Handrail does not say whether these cases exist or whether someone else "
            "already holds the link. If someone does, they are told."
        )


class HandOverTwoFileLinkPage(TwoFileLinkActionPage):
    """Pass it to the next keeper."""

    title, form_class, button = "Hand it over", HandOverTwoFileLinkForm, "Hand it over"
    lead = (
        "From then on only they can open it. The handover, who made it and who holds the link now "
        "are recorded."
    )
    asks_again = True

    def load(self, link_id: UUID) -> None:
        self.link_id = get_own_two_file_link(self.actor, link_id).link_id

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor}

    def perform(self, form: HandOverTwoFileLinkForm) -> str:
        said = form.cleaned_data
        hand_over_two_file_link_to_next_keeper(
            link_id=self.link_id, to_user_id=int(said["keeper"]), words=said["words"], by=self.actor
        )
        return "Handed over. You can no longer open it."


class AnswerHeldBackSharingPage(TwoFileLinkActionPage):
    """Say whether what was held back may be shared."""

    title, form_class, button = "Can it be shared?", AnswerHeldBackSharingForm, "Save answer"
    lead = (
        "An organisation that reads both files may see that they are about one person. The person "
        "who shared is not told that it does not open. If you call them, do not mention the other "
        "file. If you end sharing, the case says Handrail ended it, not who."
    )
    asks_again = True

    def load(self, link_id: UUID) -> None:
        self.link = get_own_two_file_link(self.actor, link_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"waiting": self.link.held_back}

    def perform(self, form: AnswerHeldBackSharingForm) -> str:
        yes = form.cleaned_data.get("answer") == "yes"
        answer_held_back_sharing(
            link_id=self.link.link_id, may_be_shared=yes, ended=form.ended, by=self.actor
        )
        if form.ended:
            return "Kept. What you ended is closed from now on. If it is shared again, it opens only if you say yes."
        if "answer" not in form.fields:
            return "Kept. What was shared stays as it is."
        return "Saved. What was shared opens from now on." if yes else "Saved. It stays shut."


class EndTwoFileLinkPage(TwoFileLinkActionPage):
    """Hold it no longer."""

    title, form_class, button = "Give up this link", ConfirmForm, "Give up this link"
    lead = (
        "Unless someone else recorded the link, no one holds it after this, and the cases may be "
        "listed as possible duplicates. Sharing that waited for your answer opens."
    )
    asks_again = True

    def load(self, link_id: UUID) -> None:
        self.link_id = get_own_two_file_link(self.actor, link_id).link_id

    def perform(self, form: ConfirmForm) -> str:
        heir = end_link_of_two_files_of_one_person(link_id=self.link_id, by=self.actor)
        if heir:
            return msg("{name} now holds the link.", name=UserText(heir))
        return "You no longer hold this link."
