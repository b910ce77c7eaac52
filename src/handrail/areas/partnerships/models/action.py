"""An action is offered to a seat, never imposed; accepted, it is followed up like every action of the product."""

from django.db import models
from django.db.models import Q

from handrail.areas.partnerships.models.group import Group
from handrail.areas.partnerships.models.group_meeting import GroupMeeting
from handrail.areas.partnerships.models.seat import Seat
from handrail.areas.partnerships.states import ACTION_STATES, ESCALATION_STATES, get_codes_of_state_pairs
from handrail.platform.access.model_fields import DayField, LongTextField, ShortTextField
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.followups.models import FollowUp
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class GroupAction(Versioned):
    """`follow_up` is there once the member accepted: it says how far the action is."""

    impersonal_text = ("what", "why")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="actions", db_index=False)
    number = models.PositiveSmallIntegerField()
    meeting = models.ForeignKey(
        GroupMeeting, null=True, blank=True, on_delete=models.PROTECT, related_name="actions"
    )
    what = ShortTextField(
        "Action",
        max_length=500,
        help_text="Do not name anyone.",
        error_messages={"blank": "Enter the action"},
    )
    seat = models.ForeignKey(
        Seat,
        verbose_name="Offer it to",
        on_delete=models.PROTECT,
        related_name="actions",
        error_messages=dict.fromkeys(("blank", "null", "invalid_choice"), "Choose the member"),
    )
    due_on = DayField("Due date", about="the due date", not_before=today, within_years=5)
    state = CodeField(max_length=9, choices=ACTION_STATES, default="offered")
    why = LongTextField("Why not", max_length=1000, rows=3, blank=True, default="")
    offered_on = models.DateField()
    answered_on = models.DateField(null=True, blank=True)
    follow_up = models.OneToOneField(
        FollowUp, null=True, blank=True, on_delete=models.PROTECT, related_name="of_group"
    )

    class Meta:
        ordering = ("number",)
        constraints = [
            models.UniqueConstraint(fields=("group", "number"), name="group_action_one_a_number"),
            models.CheckConstraint(
                condition=Q(state__in=get_codes_of_state_pairs(ACTION_STATES)), name="group_action_state"
            ),
            models.CheckConstraint(
                condition=Q(state="accepted", follow_up__isnull=False)
                | (~Q(state="accepted") & Q(follow_up__isnull=True)),
                name="group_action_accepted_is_followed_up",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("declined", "withdrawn")) | ~Q(why=""),
                name="group_action_declined_has_a_reason",
                violation_error_code="why",
                violation_error_message="Say why",
            ),
        ]

    def __str__(self) -> str:
        return f"group action {self.pk}"


class Escalation(Versioned):
    """What a group asks of the one above about an action, and the answer with which it came back."""

    impersonal_text = ("asked", "answer")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    action = models.ForeignKey(GroupAction, on_delete=models.PROTECT, related_name="escalations")
    to_group = models.ForeignKey(Group, on_delete=models.PROTECT, related_name="escalated_here")
    asked = LongTextField(
        "What is asked of the group above",
        max_length=2000,
        rows=3,
        help_text="Do not name anyone.",
        error_messages={"blank": "Enter what is asked"},
    )
    answer_by = DayField(
        "Answer needed by", about="the day the answer is needed", not_before=today, within_years=2
    )
    asked_by = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    state = CodeField(max_length=8, choices=ESCALATION_STATES, default="open")
    answer = LongTextField(
        "Answer",
        max_length=2000,
        rows=3,
        blank=True,
        default="",
        error_messages={"blank": "Enter the answer"},
    )
    answered_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("asked_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=get_codes_of_state_pairs(ESCALATION_STATES)), name="escalation_state"
            ),
            models.CheckConstraint(
                condition=Q(state="open", answered_on__isnull=True)
                | (~Q(state="open") & Q(answered_on__isnull=False) & ~Q(answer="")),
                name="escalation_comes_back_with_words",
                violation_error_code="answer",
                violation_error_message="Enter the answer",
            ),
            models.UniqueConstraint(
                fields=("action",), condition=Q(state="open"), name="escalation_one_open_an_action"
            ),
        ]

    def __str__(self) -> str:
        return f"escalation {self.pk}"
