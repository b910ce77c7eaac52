"""What every request across the wall holds, whether on a case or about a person whom the asker names."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from handrail.people.information_requests.text_choices import (
    CounsellingNotesDecision,
    NoticeRecipient,
    PersonNotToldReason,
    PersonToldChannel,
    PersonViewOfRequest,
    RequestBasis,
    WrittenNoticeAnswer,
)
from handrail.people.records.models.constraints import choice_constraint
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed, SealedModel
from handrail.platform.access.today import today
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body, Language

LONGEST = 1000
WITH_NOTICE = (WrittenNoticeAnswer.GIVEN.value, WrittenNoticeAnswer.LATER.value)
"""Answers after which somebody has the notice, or will have it."""
NEEDED = {
    "enquiry": "Enter the reasonable line of enquiry",
    "other_routes": "Enter the less intrusive way you tried or considered",
    "handling": "Enter how you will deal with the information",
    "notice": "Choose whether the person has written notice",
    "probative_value": "Enter why counselling notes would have substantial probative value",
    "notice_to": "Choose who is given the notice",
    "notice_to_words": "Enter who is given the notice, and what they are to the person",
    "notice_on": "Enter the day of the notice",
    "notice_channel": "Choose how the notice was given",
    "notice_why": "Enter why no notice is given, or why it comes later",
}
"""What a victim information request needs, with what is said where it is missing."""


class AskedAcrossWall(SealedModel):
    """What is asked, on which basis, and by which tests of the Code it passes."""

    personal_fields = (
        *("basis", "wanted_from", "wanted_until", "asks_counselling_notes", "notice", "notice_on"),
        *("notice_to", "notice_channel", "views", "approval"),
    )
    impersonal_text = ("wanted_kinds",)

    from_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    asked_on = models.DateField()
    answer_by = DayField(
        "By when do you need an answer?",
        about="the day of the answer",
        not_before=today,
        within_years=1,
        help_text="No legal time limit found.",
    )
    is_about_victim = models.BooleanField(default=False)
    basis = CodeField(
        "What is your lawful basis for asking?",
        max_length=10,
        choices=RequestBasis.choices,
        error_messages={"blank": "Choose the lawful basis"},
    )
    what = Sealed(
        "What do you ask for?",
        kind=Kind.LOOKS,
        max_length=LONGEST,
        help_text="Be as specific as you can: which record, and about what.",
        error_messages={"blank": "Enter what you are asking for"},
    )
    wanted_kinds = models.JSONField(default=list, blank=True)
    wanted_from = DayField(
        "Records from",
        about="the first day",
        null=True,
        blank=True,
        not_after=today,
        help_text="The first date you need.",
    )
    wanted_until = DayField("Records until", about="the last day", null=True, blank=True, not_after=today)
    enquiry = Sealed(
        "What is the reasonable line of enquiry?",
        kind=Kind.LOOKS,
        null=True,
        max_length=LONGEST,
        help_text="Never the person’s account in full.",
        error_messages={"blank": "Enter the reasonable line of enquiry"},
    )
    necessity = Sealed(
        "Why is it necessary and proportionate?",
        kind=Kind.LOOKS,
        max_length=LONGEST,
        error_messages={"blank": "Enter why it is necessary and proportionate"},
    )
    other_routes = Sealed(
        "What less intrusive way did you try or consider?",
        kind=Kind.LOOKS,
        null=True,
        max_length=LONGEST,
        error_messages={"blank": "Enter the less intrusive way you tried or considered"},
    )
    handling = Sealed(
        "How will you deal with the information once you have it?",
        kind=Kind.LOOKS,
        null=True,
        max_length=LONGEST,
        help_text="Who reads it, where it is kept, and to whom it may have to be disclosed. The notice says this.",
        error_messages={"blank": "Enter how you will deal with the information"},
    )
    asks_counselling_notes = models.BooleanField("Do you ask for counselling notes?", default=False)
    probative_value = Sealed(
        "Why would the counselling notes have substantial probative value?",
        kind=Kind.LOOKS,
        null=True,
        max_length=LONGEST,
        error_messages={"blank": "Enter why counselling notes would have substantial probative value"},
    )
    approval = CodeField(
        "Do you approve asking for counselling notes?",
        max_length=8,
        choices=CounsellingNotesDecision.choices,
        blank=True,
        error_messages={"blank": "Choose whether you approve it"},
    )
    approval_rank = Sealed(
        "Your rank",
        kind=Kind.LOOKS,
        null=True,
        max_length=60,
        error_messages={"blank": "Enter your rank"},
    )
    approval_words = Sealed(
        "Why?",
        kind=Kind.LOOKS,
        null=True,
        max_length=LONGEST,
        help_text="The organisation that is asked reads this.",
        error_messages={"blank": "Enter why you approve it or not"},
    )
    approval_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    approval_at = models.DateTimeField(null=True, blank=True)
    third_party = Sealed(
        "Does it include information about anyone else?",
        kind=Kind.LOOKS,
        null=True,
        max_length=LONGEST,
        help_text="Who, and how they are protected. Leave empty if not.",
    )
    notice = CodeField(
        "Does the person have written notice of this request?",
        max_length=6,
        choices=WrittenNoticeAnswer.choices,
        blank=True,
        error_messages={"blank": "Choose whether the person has written notice"},
    )
    notice_to = CodeField(
        "Who is given the notice?", max_length=6, choices=NoticeRecipient.choices, blank=True
    )
    notice_to_words = Sealed(
        "If not the person: who, and what are they to the person?",
        kind=Kind.LOOKS,
        null=True,
        max_length=200,
        help_text="Never someone who may be involved in the exploitation.",
    )
    notice_on = DayField(
        "When was the notice given?", about="the day of the notice", null=True, blank=True, not_after=today
    )
    notice_channel = CodeField(
        "How was it given?", max_length=7, choices=PersonToldChannel.choices, blank=True
    )
    notice_language = models.ForeignKey(
        Language, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    notice_why = Sealed(
        "Why is no notice given, or why does it come later?",
        kind=Kind.LOOKS,
        null=True,
        max_length=LONGEST,
        error_messages={"blank": "Enter why no notice is given, or why it comes later"},
    )
    views = CodeField(
        "What does the person say about it?",
        max_length=9,
        choices=PersonViewOfRequest.choices,
        error_messages={"blank": "Choose what the person says about it"},
    )
    views_words = Sealed("Their words", kind=Kind.LOOKS, null=True, max_length=LONGEST)

    class Meta:
        abstract = True

    @property
    def is_sent(self) -> bool:
        """Whether the organisation that is asked may know of it: counselling notes wait for a senior officer."""
        return not self.asks_counselling_notes or self.approval == CounsellingNotesDecision.APPROVED

    @property
    def waits_for_approval(self) -> bool:
        """Whether a senior officer has still to decide on asking for counselling notes."""
        return self.asks_counselling_notes and not self.approval

    def clean(self) -> None:
        """The tests of the Code, each beside its field. Raises ValidationError."""
        if not self.asks_counselling_notes:
            self.probative_value = None
        if self.notice != WrittenNoticeAnswer.GIVEN:
            self.notice_on, self.notice_channel, self.notice_language = None, "", None
        if self.notice not in WITH_NOTICE:
            self.notice_to, self.notice_to_words = "", None
        missing = [name for name in self._list_needed_fields() if not getattr(self, name)]
        errors = {name: NEEDED[name] for name in missing}
        if self.asks_counselling_notes and not self.is_about_victim:
            errors["asks_counselling_notes"] = "Only police can ask for counselling notes."
        if self.wanted_from and self.wanted_until and self.wanted_until < self.wanted_from:
            errors["wanted_until"] = "The last day must be on or after the first"
        if errors:
            raise ValidationError(errors)

    def _list_needed_fields(self) -> list[str]:
        needed = ["enquiry", "other_routes", "handling", "notice"] if self.is_about_victim else []
        if self.asks_counselling_notes:
            needed.append("probative_value")
        if self.notice in WITH_NOTICE:
            needed.append("notice_to")
        if self.notice_to not in ("", NoticeRecipient.PERSON):
            needed.append("notice_to_words")
        if self.notice == WrittenNoticeAnswer.GIVEN:
            needed += ["notice_on", "notice_channel"]
        elif self.notice:
            needed.append("notice_why")
        return needed


class ToldFields(SealedModel):
    """That the person was told: when, how, in which language, by whom; or why not yet."""

    personal_fields = ("told_on", "channel", "not_told")

    told_on = DayField("When were they told?", about="the day", null=True, blank=True, not_after=today)
    channel = CodeField("How?", max_length=7, choices=PersonToldChannel.choices, blank=True)
    language = models.ForeignKey(
        Language, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    not_told = CodeField("Why not yet?", max_length=6, choices=PersonNotToldReason.choices, blank=True)
    words = Sealed(
        "What they said (optional)",
        kind=Kind.LOOKS,
        null=True,
        max_length=LONGEST,
        help_text="Include whether they object.",
    )
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Told with a day and a way, or why not yet. Raises ValidationError."""
        if self.told_on and self.not_told:
            raise ValidationError({"not_told": "Enter when they were told or why not, not both"})
        if self.told_on and not self.channel:
            raise ValidationError({"channel": "Choose how they were told"})
        if not self.told_on and not self.not_told:
            raise ValidationError({"told_on": "Enter the date, or choose why they have not been told"})
        if not self.told_on:
            self.channel, self.language = "", None


def sent_requests_q(prefix: str = "") -> Q:
    """Those of which the organisation that is asked may know. `prefix`: the relation to the request."""
    return Q(**{f"{prefix}asks_counselling_notes": False}) | Q(
        **{f"{prefix}approval": CounsellingNotesDecision.APPROVED.value}
    )


def build_victims_code_test_constraints(prefix: str) -> list[models.BaseConstraint]:
    """The tests of the Code as far as columns can say them, named for one table."""
    return [
        models.CheckConstraint(condition=~Q(from_body=F("to_body")), name=f"{prefix}_to_another"),
        choice_constraint("basis", RequestBasis, f"{prefix}_basis_is_known"),
        choice_constraint("views", PersonViewOfRequest, f"{prefix}_views_are_known"),
        models.CheckConstraint(
            condition=Q(is_about_victim=False)
            | Q(enquiry__isnull=False, other_routes__isnull=False, handling__isnull=False),
            name=f"{prefix}_passes_the_tests",
        ),
        models.CheckConstraint(
            condition=Q(asks_counselling_notes=False)
            | Q(is_about_victim=True, probative_value__isnull=False),
            name=f"{prefix}_counselling_notes",
        ),
        models.CheckConstraint(
            condition=Q(approval="", approval_by__isnull=True, approval_at__isnull=True)
            | Q(
                approval__in=CounsellingNotesDecision.values,
                asks_counselling_notes=True,
                approval_by__isnull=False,
                approval_at__isnull=False,
                approval_rank__isnull=False,
                approval_words__isnull=False,
            )
            & ~Q(approval_by=F("asked_by")),
            name=f"{prefix}_approved_by_another",
        ),
        models.CheckConstraint(
            condition=Q(is_about_victim=False, notice="")
            | Q(
                is_about_victim=True,
                notice=WrittenNoticeAnswer.GIVEN.value,
                notice_on__isnull=False,
                notice_on__lte=F("asked_on"),
            )
            | Q(
                is_about_victim=True,
                notice=WrittenNoticeAnswer.LATER.value,
                notice_on__isnull=True,
                notice_why__isnull=False,
            )
            | Q(
                is_about_victim=True,
                notice__in=(WrittenNoticeAnswer.UNSAFE.value, WrittenNoticeAnswer.HARMS_CASE.value),
                notice_on__isnull=True,
                notice_why__isnull=False,
            ),
            name=f"{prefix}_notice_is_whole",
        ),
        models.CheckConstraint(
            condition=Q(notice_to="") & ~Q(notice__in=WITH_NOTICE)
            | Q(notice_to=NoticeRecipient.PERSON.value, notice__in=WITH_NOTICE)
            | Q(
                notice_to__in=[one.value for one in NoticeRecipient if one != NoticeRecipient.PERSON],
                notice__in=WITH_NOTICE,
                notice_to_words__isnull=False,
            ),
            name=f"{prefix}_notice_reaches_someone",
        ),
        models.CheckConstraint(
            condition=Q(wanted_from__isnull=True)
            | Q(wanted_until__isnull=True)
            | Q(wanted_until__gte=F("wanted_from")),
            name=f"{prefix}_days_in_order",
        ),
    ]


def build_person_told_or_reason_constraint(name: str) -> models.CheckConstraint:
    """Told, with a way; or not, with a reason."""
    return models.CheckConstraint(
        condition=(Q(told_on__isnull=False, not_told="") & ~Q(channel=""))
        | (Q(told_on__isnull=True, channel="") & ~Q(not_told="")),
        name=name,
    )
