"""An agreement: which body's places may be used, by whom, on what terms, from when, until when, and who pays."""

from django.db import models
from django.db.models import CheckConstraint, F, Q

from handrail.directory.housing import kinds
from handrail.directory.housing.models.place import Place
from handrail.platform.access.models import User
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.confidence import CONFIDENCE, CONFIDENCE_CODES
from handrail.platform.reference.models import Body


class Agreement(models.Model):
    """Without places it covers all of the provider's. `last_night` is its last; without one, no end is agreed.

    `answers` says who answers for housing the person under it; `payer` who pays for the bed. It opens nothing until
    the provider confirmed it (`confirmed_at`), or somebody other than its writer saw it on paper (`paper_at`).
    """

    impersonal_text = ("name", "terms", "pays_from", "when_refused", "paper_role")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=120)
    keeper = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")  # who wrote it down
    provider = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    users = models.ManyToManyField(Body, related_name="+")
    places = models.ManyToManyField(Place, blank=True, related_name="+")
    terms = models.TextField(blank=True, default="")
    most_nights = models.PositiveSmallIntegerField(null=True)
    first_night = models.DateField()
    last_night = models.DateField(null=True)
    answers = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    payer = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    pays_from = models.CharField(max_length=120, blank=True, default="")  # "the emergency fund"
    subsistence_payer = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")
    when_refused = models.CharField(max_length=120, blank=True, default="")  # whom to ring when they say no
    made_at = models.DateTimeField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    paper_at = models.DateTimeField(null=True)
    paper_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    paper_role = models.CharField(
        max_length=120, blank=True, default=""
    )  # who at the provider: a role, no name
    paper_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ("name", "id")
        constraints = [
            models.UniqueConstraint(fields=("keeper", "name"), name="agreement_one_name_a_keeper"),
            CheckConstraint(
                condition=Q(last_night__isnull=True) | Q(last_night__gte=F("first_night")),
                name="agreement_nights_in_order",
            ),
            CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | Q(confirmed_at__isnull=False),
                name="agreement_confirmed_at_a_moment",
            ),
            CheckConstraint(
                condition=Q(
                    paper_at__isnull=True, paper_by__isnull=True, paper_on__isnull=True, paper_role=""
                )
                | Q(paper_at__isnull=False, paper_by__isnull=False, paper_on__isnull=False)
                & ~Q(paper_role=""),
                name="agreement_paper_says_who_and_when",
            ),
            CheckConstraint(
                condition=Q(paper_by__isnull=True)
                | Q(written_by__isnull=False) & ~Q(paper_by=F("written_by")),
                name="agreement_paper_by_another",
            ),
        ]
        indexes = [models.Index(fields=("provider", "first_night"), name="agreement_by_provider")]

    def __str__(self) -> str:
        return self.name


class Rate(models.Model):
    """What is paid for food and other needs from a day on, in pence. A later row follows; none is edited."""

    impersonal_text = ("source",)

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="rates")
    whom = models.CharField(max_length=12, choices=kinds.RATE_RECIPIENTS)
    per = models.CharField(max_length=4, choices=kinds.RATE_PERIODS)
    pence = models.PositiveIntegerField()
    since = models.DateField()
    source = models.CharField(max_length=200)
    confidence = models.CharField(max_length=12, choices=CONFIDENCE)

    class Meta:
        ordering = ("whom", "-since")
        constraints = [
            models.UniqueConstraint(fields=("agreement", "whom", "since"), name="rate_one_a_day"),
            CheckConstraint(
                condition=Q(whom__in=kinds.get_codes(kinds.RATE_RECIPIENTS)), name="rate_whom_is_known"
            ),
            CheckConstraint(
                condition=Q(per__in=kinds.get_codes(kinds.RATE_PERIODS)), name="rate_per_is_known"
            ),
            CheckConstraint(condition=Q(pence__lte=kinds.MAX_PENCE), name="rate_is_a_rate"),
            CheckConstraint(condition=Q(confidence__in=CONFIDENCE_CODES), name="rate_confidence"),
        ]

    def __str__(self) -> str:
        return f"{self.whom} since {self.since}"
