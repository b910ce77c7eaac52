"""A post: who employs it, which areas share it at which cost, from when to when, and who holds it."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import FETCH_RAISE, F, Max, Prefetch, Q

from handrail.directory.practitioners.models.base import (
    DeployableRecord,
    WorkDateModelField,
    raise_if_dates_out_of_order,
)
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import ShortTextField
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.today import today
from handrail.platform.reference.models import Area


class PostQuerySet(models.QuerySet["Post"]):
    """Posts."""

    def visible_to(self, actor: Actor) -> Self:
        """The employer's own, and those that the area of the actor's body shares."""
        shared = PostArea.objects.filter(area__bodies=actor.body_id).values("post")
        return self.filter(Q(employer=actor.body_id) | Q(pk__in=shared))

    def for_page(self) -> Self:
        """With areas and holders. Three statements."""
        shares = PostArea.objects.select_related("area").order_by("-cost_share", "area__name")
        rows = self.select_related("employer", "changed_by", "base_area").order_by("title", "id")
        rows = rows.annotate(last_left_on=Max("holders__left_on"))
        holders = Post.holders.rel.related_model._default_manager.order_by("name").fetch_mode(FETCH_RAISE)
        return rows.prefetch_related(
            Prefetch("shares", shares.fetch_mode(FETCH_RAISE)), Prefetch("holders", holders)
        ).fetch_mode(FETCH_RAISE)


class Post(DeployableRecord):
    """One seat. Vacant while it runs and nobody holds it; who held it before stays in the register."""

    impersonal_text = ("title", "base", "funding")

    title = ShortTextField("Title", max_length=120, error_messages={"blank": "Enter the title of the post"})
    hours_per_week = WholeNumberField("Hours a week", least=1, most=48, null=True, blank=True)
    planned_start_on = WorkDateModelField("Planned start", about="the planned start", null=True, blank=True)
    started_on = WorkDateModelField("Actual start", about="the actual start", null=True, blank=True)
    planned_end_on = WorkDateModelField("Planned end", about="the planned end", null=True, blank=True)
    ended_on = WorkDateModelField("Actual end", about="the actual end", null=True, blank=True)
    funding = ShortTextField(
        "Funding",
        max_length=200,
        blank=True,
        default="",
        help_text="For example, a fund, a bid or a budget. Do not include anything about a person.",
    )

    objects = models.Manager.from_queryset(PostQuerySet)()

    class Meta:
        ordering = ("title", "id")
        indexes = [models.Index(fields=("employer", "title"), name="post_by_employer")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(started_on__isnull=False, ended_on__gte=F("started_on")),
                name="post_ends_after_it_starts",
                violation_error_code="ended_on",
                violation_error_message="The actual end must be on or after the actual start",
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    def clean(self) -> None:
        """The planned days are in order; the database holds the actual ones to it."""
        message = "The planned end must be on or after the planned start"
        raise_if_dates_out_of_order(self, "planned_start_on", "planned_end_on", message)

    def is_running_on(self, day: datetime.date) -> bool:
        """Whether it has really started and not ended."""
        return bool(
            self.started_on and self.started_on <= day and not (self.ended_on and self.ended_on < day)
        )

    def list_holders_on(self, day: datetime.date) -> list[Any]:
        """Practitioners who hold it on a day, from what was fetched."""
        return [holder for holder in self.holders.all() if holder.is_in_post_on(day)]

    @property
    def state(self) -> str:
        """A code: planned, late (planned and should have started), vacant, filled or ended."""
        day = today()
        if self.ended_on and self.ended_on < day:
            return "ended"
        if not self.is_running_on(day):
            return "late" if self.planned_start_on and self.planned_start_on < day else "planned"
        return "filled" if self.list_holders_on(day) else "vacant"


class PostArea(models.Model):
    """An area that a post serves, and its share of what the post costs.

    The shares of a post add up to 100: an action asks for it, and triggers refuse more (`share_triggers.py`).
    """

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="shares", db_index=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    cost_share = models.PositiveSmallIntegerField()  # percent

    class Meta:
        ordering = ("area",)
        constraints = [
            models.UniqueConstraint(fields=("post", "area"), name="post_area_once"),
            models.CheckConstraint(condition=Q(cost_share__lte=100), name="post_area_share_is_percent"),
        ]

    def __str__(self) -> str:
        return f"{self.area_id}: {self.cost_share}%"
