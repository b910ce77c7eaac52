"""What one person alone holds: the list, a new link, handing it over, ending it. Titles and addresses say nothing."""

from typing import Any, TypedDict
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.people.separate_files.actions import end_file_link, hand_over_file_link, hold_file_link
from handrail.people.separate_files.actions_held_back import answer_held_back_sharing
from handrail.people.separate_files.forms import (
    AnswerHeldBackForm,
    HandOverFileLinkForm,
    HoldFileLinkForm,
)
from handrail.people.separate_files.queries import HeldLinkRow, get_held_link, list_held_links
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.audit.actions import record_reads
from handrail.platform.kernel.messages import UserText, msg
from handrail.platform.ui.access_control import requires
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.navigation import get_layout_context
from handrail.platform.ui.oversight_form_fields import ConfirmForm


class HeldLinksContext(TypedDict):
    """The reader's own links."""

    links: tuple[HeldLinkRow, ...]


@requires(Permission.HOLD_FILE_LINK)
def show_held_links(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the reader alone holds."""
    links = list_held_links(actor)
    record_reads(who=actor.who, verb="read a note", about=[row.link_id for row in links], shown=[])
    shown: HeldLinksContext = {"links": links}
    return render(request, "separate_files/list.html", {**get_layout_context(request, actor), **shown})


class FileLinkActionPage(ActionPage, abstract=True):
    """What somebody does with what they alone hold."""

    permission = Permission.HOLD_FILE_LINK

    @property
    def back_url(self) -> str:
        return reverse("held_by_you")


class HoldFileLinkPage(FileLinkActionPage):
    """Hold that two cases are of one person."""

    title, form_class, button = "Two files of one person", HoldFileLinkForm, "Hold it"
    lead = (
        "For a person who is suspect in one matter and victim in another. Each team works on its own file, and "
        "neither learns that there is another. One person at a time keeps that they belong together."
    )
    template_name = "separate_files/hold.html"
    asks_again = runs_once = True

    def perform(self, form: HoldFileLinkForm) -> str:
        said = form.cleaned_data
        hold_file_link(first=said["first"], second=said["second"], words=said["words"], by=self.actor)
        return (
            "Written down. Handrail does not say whether there are cases of these references, or whether somebody else "
            "keeps the two already: whoever does is told that you wrote them down."
        )


class HandOverFileLinkPage(FileLinkActionPage):
    """Pass it to the next keeper."""

    title, form_class, button = "Hand it over", HandOverFileLinkForm, "Hand it over"
    lead = "From then on only they can open it. That it was handed over, who did it and who has it now, is recorded."
    asks_again = True

    def load(self, link_id: UUID) -> None:
        self.link_id = get_held_link(self.actor, link_id).link_id

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor}

    def perform(self, form: HandOverFileLinkForm) -> str:
        said = form.cleaned_data
        hand_over_file_link(
            link_id=self.link_id, to_user_id=int(said["keeper"]), words=said["words"], by=self.actor
        )
        return "Handed over. You can no longer open it."


class AnswerHeldBackPage(FileLinkActionPage):
    """Say whether what was held back may be shared."""

    title, form_class, button = "May it be shared?", AnswerHeldBackForm, "Keep the answer"
    lead = (
        "An organisation that reads both files may see that they are of one person. Ring whoever shared or wanted to, "
        "and say nothing of the other file. Where you end a sharing, the case says that Handrail ended it, and not who."
    )
    asks_again = True

    def load(self, link_id: UUID) -> None:
        self.link = get_held_link(self.actor, link_id)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"waiting": self.link.held_back}

    def perform(self, form: AnswerHeldBackForm) -> str:
        yes = form.cleaned_data.get("answer") == "yes"
        answer_held_back_sharing(
            link_id=self.link.link_id, may_be_shared=yes, ended=form.ended, by=self.actor
        )
        if form.ended:
            return "Kept. What you ended is closed from now on. It can be shared again only if you say yes."
        if "answer" not in form.fields:
            return "Kept. What was shared stays as it is."
        return "Kept. They can share it now: ring them." if yes else "Kept. Nothing was opened."


class EndFileLinkPage(FileLinkActionPage):
    """Hold it no longer."""

    title, form_class, button = "Stop holding it", ConfirmForm, "Stop holding it"
    lead = (
        "Unless somebody else wrote the two down, nobody holds then that they are of one person, and they may be noted "
        "as perhaps the same person."
    )
    asks_again = True

    def load(self, link_id: UUID) -> None:
        self.link_id = get_held_link(self.actor, link_id).link_id

    def perform(self, form: ConfirmForm) -> str:
        heir = end_file_link(link_id=self.link_id, by=self.actor)
        if heir:
            return msg("{name} keeps the two from now on.", name=UserText(heir))
        return "You do not hold it any more."
