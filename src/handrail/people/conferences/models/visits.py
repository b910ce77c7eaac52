"""Joint welfare visits: agreed before, recorded after, with what was offered. They are never to collect evidence."""

from django.db import models
from django.db.models import Q

from handrail.people.conferences.text_choices import (
    NEED_AND_SERVICE_OF_OFFER_AT_VISIT,
    AnswerToOfferAtVisit,
    OfferAtVisitKind,
    SeparateConsentAnswer,
    VisitBasis,
    VisitResult,
)
from handrail.people.records.models import Case, Need
from handrail.people.records.models.uuid_model import SealedRow
from handrail.platform.access.kinds import Kind
from handrail.platform.access.model_fields import DayField
from handrail.platform.access.models import User
from handrail.platform.access.sealed import Sealed
from handrail.platform.access.today import today
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.models import Body, Language
from handrail.platform.vault.blind_code import BlindCodeField

LONGEST = 1000


class JointVisit(Versioned, SealedRow):
    """One visit of police and a charity. Each keeps its own note; what is shared holds offers, risk and wishes only.

    `companion` goes for the organisation that joins, and reads what was agreed and the shared note, and nothing else.
    """

    personal_fields = (
        *("planned_at", "yes_to_visit", "yes_to_police", "basis", "result", "seen_alone", "told_of_records"),
        *("capacity_doubt", "children_seen", "next_on", "plain_clothes"),
    )

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    purpose = Sealed(
        "What is the visit for?",
        kind=Kind.SAFETY,
        max_length=300,
        help_text="Welfare. A visit is never a way to collect evidence.",
        error_messages={"blank": "Say what the visit is for"},
    )
    asked_by_body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    with_body = models.ForeignKey(
        Body, verbose_name="Which organisation joins?", on_delete=models.PROTECT, related_name="+"
    )
    companion = models.ForeignKey(
        User,
        verbose_name="Who goes for them?",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    basis = BlindCodeField(
        "On what basis are they told who the person is?",
        choices=VisitBasis.choices,
        error_messages={"blank": "Choose on what basis they are told"},
        help_text="A no to the NRM is not a yes to a visit, and a Duty to Notify report holds no name.",
    )
    basis_words = Sealed(
        "If not their agreement, who decided and why?", kind=Kind.CONSENT, null=True, max_length=300
    )
    yes_to_visit = BlindCodeField(
        "Did they say yes to a visit?",
        choices=SeparateConsentAnswer.choices,
        error_messages={"blank": "Choose whether they said yes to a visit"},
    )
    yes_to_police = BlindCodeField(
        "Did they say yes to police being there?",
        choices=SeparateConsentAnswer.choices,
        error_messages={"blank": "Choose whether they said yes to police"},
        help_text="This is asked on its own.",
    )
    planned_at = models.DateTimeField()
    place = Sealed(
        "Where is it safe, and when?",
        kind=Kind.CONTACT,
        max_length=300,
        error_messages={"blank": "Say where it is safe to visit"},
    )
    plan = Sealed(
        "What is the plan for safety?",
        kind=Kind.SAFETY,
        max_length=LONGEST,
        help_text="Whether the exploiter may be about, who knows where you are, and when they act.",
        error_messages={"blank": "Say what the plan for safety is"},
    )
    abort_word = Sealed("The word that ends the visit", kind=Kind.SAFETY, null=True, max_length=60)
    plain_clothes = models.BooleanField("Plain clothes, and no marked car", default=False)
    language = models.ForeignKey(
        Language, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    agreed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    agreed_at = models.DateTimeField()
    result = BlindCodeField(
        "What happened?", choices=VisitResult.choices, blank=True, default="", often={"made": 12}
    )
    went = Sealed(
        "Who went? Role and organisation of each, one a line",
        kind=Kind.NOTES,
        null=True,
        max_length=500,
    )
    seen_alone = models.BooleanField("They were seen alone", default=False)
    told_of_records = models.BooleanField(
        "They were told of police and of records before anything was said", default=False
    )
    capacity_doubt = models.BooleanField("There is doubt about their capacity", default=False)
    children_seen = models.BooleanField("Children were seen: children’s social care is told", default=False)
    risk = Sealed("What is the risk now?", kind=Kind.SAFETY, null=True, max_length=LONGEST)
    wishes = Sealed("What do they wish?", kind=Kind.OWN_WORDS, null=True, max_length=LONGEST)
    next_on = DayField(
        "When is the next visit, if they want one?",
        about="the day of the next visit",
        null=True,
        blank=True,
        not_before=today,
        within_years=1,
    )
    next_by = Sealed("Who does it?", kind=Kind.CONTACT, null=True, max_length=120)
    why_go_on = Sealed(
        "They refused twice. Why should visits go on?",
        kind=Kind.SAFETY,
        null=True,
        max_length=LONGEST,
    )
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    recorded_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(with_body=models.F("asked_by_body")), name="joint_visit_with_another"
            ),
        ]
        indexes = [models.Index(fields=["case", "-id"], name="joint_visit_by_case")]

    def __str__(self) -> str:
        return f"joint visit {self.pk}"


class VisitOffer(SealedRow):
    """Something that was offered at a visit, with the answer and the reason in the person's words.

    It stands in the table of needs and offers of the case beside the need that it meets; `need` is None where it meets
    none, or where the person declined it and had named no such need.
    """

    personal_fields = ("offered_on",)

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    visit = models.ForeignKey(JointVisit, on_delete=models.PROTECT, related_name="offers")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, null=True, related_name="visit_offers")
    offered_on = models.DateField()
    kind = BlindCodeField(choices=OfferAtVisitKind.choices)
    answer = BlindCodeField(choices=AnswerToOfferAtVisit.choices)
    words = Sealed(kind=Kind.OWN_WORDS, null=True, max_length=300)

    def __str__(self) -> str:
        return f"offer {self.pk} of a visit"

    @property
    def service_kind(self) -> str:
        """As which kind of service of the directory it counts; "" where it meets no need."""
        return NEED_AND_SERVICE_OF_OFFER_AT_VISIT.get(OfferAtVisitKind(self.kind), ("", ""))[1]
