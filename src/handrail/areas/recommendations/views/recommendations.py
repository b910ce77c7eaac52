"""One recommendation: its page, entering it, changing it, asking, deciding, commenting, promising."""

from collections.abc import Sequence
from typing import Any, TypedDict

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from handrail.areas.recommendations import actions, presenters
from handrail.areas.recommendations.choices import HOW_ADDRESSED, SOURCES, get_choice_words
from handrail.areas.recommendations.forms import (
    ClosingReasonForm,
    PublishedCommentForm,
    RecommendationForm,
    RegisterRecommendationForm,
    UpdateRequestForm,
    get_due_day_choice_code,
)
from handrail.areas.recommendations.models import PublishedComment
from handrail.areas.recommendations.panels import (
    RecommendationPanel,
    RecommendationPanelWithRows,
    load_recommendation_panels,
)
from handrail.areas.recommendations.queries import (
    RecommendationDetail,
    get_recommendation_detail,
    list_addressable_body_choices,
    list_choices_of_bodies_to_ask_for_updates,
)
from handrail.areas.recommendations.tags import StateTag
from handrail.areas.recommendations.views.lists import NAVIGATION_ENTRY
from handrail.platform.access.actor import Actor
from handrail.platform.access.roles import Permission
from handrail.platform.followups.forms import FollowUpForm
from handrail.platform.followups.models import FollowUp
from handrail.platform.followups.owners import (
    find_police_force_of_actors_area,
    select_bodies_that_may_own_follow_up,
)
from handrail.platform.kernel.messages import msg
from handrail.platform.ui import formatting as written
from handrail.platform.ui.access_control import ViewFunction, requires_permission
from handrail.platform.ui.action_page import ActionPage
from handrail.platform.ui.csv_export import make_csv_response
from handrail.platform.ui.navigation import get_layout_context


class RecommendationPageContext(TypedDict):
    """What recommendations/detail.html shows."""

    page: RecommendationDetail
    source: str
    facts: list[tuple[str, str]]
    origin: list[tuple[str, str]]
    tag: StateTag
    addressees: list[presenters.AddresseeDisplay]
    counts: str
    askings: list[presenters.UpdateRequestDisplay]
    panels: list[RecommendationPanelWithRows]


def make_recommendation_page_view_function(panels: Sequence[RecommendationPanel]) -> ViewFunction:
    """The page of one recommendation, with what rooms above know of it."""

    @requires_permission(Permission.VIEW_RECOMMENDATIONS)
    def recommendation(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
        """One recommendation, whom it addressed, what is asked on it, what was decided."""
        page = get_recommendation_detail(actor, code)
        shown: RecommendationPageContext = {
            "page": page,
            "source": get_choice_words(SOURCES, page.line.source),
            "facts": presenters.list_recommendation_facts(page),
            "origin": presenters.list_facts_of_entry(page),
            "tag": presenters.make_recommendation_due_tag(page),
            "addressees": presenters.present_addressees(page),
            "counts": presenters.format_addressee_counts(page),
            "askings": [
                presenters.present_update_request(row, ours=row.owner == actor.body_name)
                for row in page.askings
            ],
            "panels": load_recommendation_panels(panels, actor, code),
        }
        return render(
            request,
            "recommendations/detail.html",
            {**get_layout_context(request, actor, NAVIGATION_ENTRY), **shown},
        )

    return recommendation


@requires_permission(Permission.VIEW_RECOMMENDATIONS)
def addressees_csv(request: HttpRequest, actor: Actor, code: str) -> HttpResponse:
    """Whom a recommendation addressed, as a file."""
    page = get_recommendation_detail(actor, code)
    heads = (
        "addressed",
        "how",
        "answers_now",
        "asked_by_us",
        "answers_to_us",
        "comment_published",
        "comment_days_late",
    )
    rows = (
        (
            *(row.body, get_choice_words(HOW_ADDRESSED, row.how), row.now or row.body),
            *("yes" if row.asked else "no", row.answers, row.commented_on, row.comment_late or ""),
        )
        for row in page.addressees
    )
    return make_csv_response(f"{code}-addressees.csv", heads, rows)


class RegisterRecommendationPage(ActionPage):
    """Enter a recommendation."""

    permission, nav = Permission.REGISTER_RECOMMENDATIONS, NAVIGATION_ENTRY
    title, button, form_class = "Add a recommendation", "Save", RegisterRecommendationForm
    template_name = "recommendations/register.html"

    @property
    def back_url(self) -> str:
        return reverse("recommendations")

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {
            "bodies": list_addressable_body_choices(self.actor),
            "national": self.actor.may(Permission.ASK_BODIES),
        }

    def perform(self, form: RegisterRecommendationForm) -> str:
        row = form.instance
        actions.register_recommendation(row, to=form.get_addressees(), by=self.actor)
        due = msg(", due {due_on}", due_on=written.format_day(row.due_on)) if row.due_on else ""
        return msg("{title}: entered{due}.", title=row.title, due=due)


class RecommendationActionPage(ActionPage, abstract=True):
    """What changes one recommendation, or adds to it."""

    nav = NAVIGATION_ENTRY
    found: RecommendationDetail

    @property
    def back_url(self) -> str:
        return reverse("recommendation", args=[self.found.line.code])

    def load(self, code: str) -> None:
        self.found = get_recommendation_detail(self.actor, code)


class ChangeRecommendationPage(RecommendationActionPage):
    """Correct what was entered."""

    permission, form_class = Permission.REGISTER_RECOMMENDATIONS, RecommendationForm
    template_name = "recommendations/register.html"

    @property
    def title(self) -> str:
        return msg("Change {title}", title=self.found.line.title)

    def load(self, code: str) -> None:
        super().load(code)
        self.record = self.found.record

    def get_saved_values(self, form: RecommendationForm) -> dict[str, Any]:
        due = get_due_day_choice_code(self.record)
        own_day = self.record.due_on if due == "on" else None
        return super().get_saved_values(form) | {"due": due, "due_on": own_day}

    def perform(self, form: RecommendationForm) -> str:
        actions.change_recommendation(form.instance, seen=form.cleaned_data["seen"], by=self.actor)
        return msg("{title}: changed.", title=form.instance.title)


class RequestUpdatesPage(RecommendationActionPage):
    """Ask bodies for updates, once or every so many weeks or months."""

    permission = Permission.CLOSE_RECOMMENDATIONS
    form_class, button = UpdateRequestForm, "Ask"

    @property
    def title(self) -> str:
        return msg("Ask for updates: {title}", title=self.found.line.title)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"owners": list_choices_of_bodies_to_ask_for_updates(self.actor, self.found.line.code)}

    def perform(self, form: UpdateRequestForm) -> str:
        answers = form.cleaned_data
        made = actions.request_updates(
            code=self.found.line.code,
            owners=[int(owner) for owner in answers["owners"]],
            rhythm=form.get_schedule(),
            asks_for=answers["asks_for"],
            by=self.actor,
        )
        return msg(
            "{asked} asked. The first update is due {first_due}.",
            asked=written.plural(len(made), "body", "bodies"),
            first_due=written.format_day(answers["first_due"]),
        )


class CloseOrReopenRecommendationPage(RecommendationActionPage):
    """Close a recommendation that the reader's body keeps, or open it again."""

    permission, form_class = Permission.CLOSE_RECOMMENDATIONS, ClosingReasonForm

    @property
    def is_open(self) -> bool:
        """Whether it can be closed; else it can be opened again."""
        return self.found.line.state == "open"

    @property
    def button(self) -> str:
        return "Close" if self.is_open else "Open again"

    @property
    def title(self) -> str:
        return msg("{verb}: {title}", verb=self.button, title=self.found.line.title)

    def load(self, code: str) -> None:
        super().load(code)
        self.record = self.found.record

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "initial": {"seen": self.record.version}}

    def get_saved_values(self, form: ClosingReasonForm) -> dict[str, Any]:
        return {"reason": "".join(row.reason for row in self.found.decisions[:1])}

    def perform(self, form: ClosingReasonForm) -> str:
        answers, is_open = form.cleaned_data, self.is_open
        actions.close_or_reopen_recommendation(
            code=self.record.code,
            kind="closed" if is_open else "reopened",
            reason=answers["reason"],
            seen=answers["seen"],
            by=self.actor,
        )
        return msg(
            "{title}: {which}.", title=self.found.line.title, which="closed" if is_open else "open again"
        )


class RecordPublishedCommentPage(RecommendationActionPage):
    """Keep the comment that the reader's body published."""

    permission, form_class = Permission.ANSWER_RECOMMENDATIONS, PublishedCommentForm

    @property
    def title(self) -> str:
        return msg("Published comment: {title}", title=self.found.line.title)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"actor": self.actor, "instance": PublishedComment(recommendation=self.found.record)}

    def perform(self, form: PublishedCommentForm) -> str:
        actions.record_published_comment(form.instance, by=self.actor)
        return "Published comment saved."


class PromiseActionPage(RecommendationActionPage):
    """Promise an action that the recommendation leads to."""

    permission = Permission.WORK_ON_ACTIONS
    form_class, button = FollowUpForm, "Add the action"

    @property
    def title(self) -> str:
        return msg("An action: {title}", title=self.found.line.title)

    def get_form_kwargs(self) -> dict[str, Any]:
        force = find_police_force_of_actors_area(self.actor)
        owners = select_bodies_that_may_own_follow_up(self.actor.body_id, force.pk if force else None)
        return {"actor": self.actor, "instance": FollowUp(), "owners": owners}

    def perform(self, form: FollowUpForm) -> str:
        actions.promise_action(form.instance, code=self.found.line.code, by=self.actor)
        return "Action added to the list."
