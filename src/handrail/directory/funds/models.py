"""A fund, its terms from a day on, and what each financial year holds for each area."""

import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import FETCH_RAISE, F, OuterRef, Prefetch, Q, Subquery

from handrail.directory.funds.financial_years import FIRST_YEAR, LAST_YEAR
from handrail.directory.funds.fund_item_kinds import ITEM_CODES, ITEMS, get_fund_item_kind
from handrail.directory.models import Service
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import DayField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.pence_field import PenceField
from handrail.platform.access.roles import Permission
from handrail.platform.kernel.dates import format_day
from handrail.platform.kernel.messages import msg
from handrail.platform.kernel.money import format_pence
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Area, Body

MAX_LIMIT_PENCE = 100_000_00
NO_LIMIT_OF_NOTHING = "The limit cannot be £0. Leave it empty for no limit."


class FundQuerySet(models.QuerySet["Fund"]):
    """Funds."""

    def visible_to(self, actor: Actor, on: datetime.date) -> Self:
        """Those of the actor's body, and those that its workers may ask on that day."""
        visible = Q(owner=actor.body_id)
        if actor.may(Permission.ASK_MONEY):
            visible |= Q(pk__in=Fund.objects.open_to(actor.body_id, on).order_by().values("pk"))
        return self.filter(visible)

    def open_to(self, body_id: int, on: datetime.date) -> Self:
        """Funds that are open on that day and whose terms of that day name the body."""
        in_force = FundTerms.objects.filter(fund=OuterRef("pk"), since__lte=on).order_by("-since", "-number")
        is_open = Q(closes_on__isnull=True) | Q(closes_on__gte=on)
        named = FundTerms.bodies.through.objects.filter(body=body_id).values("fundterms_id")
        rows = self.filter(is_open, opens_on__lte=on).alias(current=Subquery(in_force.values("pk")[:1]))
        return rows.filter(current__in=named)

    def for_page(self) -> Self:
        """With every set of terms and every budget. Seven statements."""
        terms = FundTerms.objects.select_related("set_by").order_by("-number").fetch_mode(FETCH_RAISE)
        budgets = Budget.objects.select_related("area").fetch_mode(FETCH_RAISE)
        changes = BudgetChange.objects.select_related("by").fetch_mode(FETCH_RAISE)
        return (
            self.select_related("owner")
            .prefetch_related(
                Prefetch("terms", terms),
                Prefetch("terms__bodies", Body.objects.order_by("name").fetch_mode(FETCH_RAISE)),
                Prefetch("terms__items", FundTermsItem.objects.all().fetch_mode(FETCH_RAISE)),
                Prefetch("budgets", budgets),
                Prefetch("budgets__changes", changes),
                Prefetch("budgets__months", BudgetMonth.objects.all().fetch_mode(FETCH_RAISE)),
            )
            .fetch_mode(FETCH_RAISE)
        )


class Fund(models.Model):
    """Money of one body. `service` is what an offer names when the fund has paid."""

    impersonal_text = ("name",)

    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="funds", db_index=False)
    name = ShortTextField("Name", max_length=120, error_messages={"blank": "Enter a name for the fund"})
    service = models.OneToOneField(Service, on_delete=models.PROTECT, related_name="+")
    opens_on = DayField("First day", about="the first day")
    closes_on = DayField("Last day", about="the last day", null=True, blank=True)
    set_up_at = models.DateTimeField()
    set_up_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    objects = models.Manager.from_queryset(FundQuerySet)()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("owner", "name"), name="fund_one_name_an_owner"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")), name="fund_dates"
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    def clean(self) -> None:
        """The last day is not before the first."""
        if self.opens_on and self.closes_on and self.closes_on < self.opens_on:
            said = msg("The last day must be {first} or after", first=format_day(self.opens_on))
            raise ValidationError({"closes_on": said})

    def get_terms_on(self, day: datetime.date) -> "FundTerms | None":
        """The terms in force on a day, from rows that were fetched with `for_page`."""
        begun = [terms for terms in self.terms.all() if terms.since <= day]
        return max(begun, key=lambda terms: (terms.since, terms.number), default=None)

    @property
    def latest_number(self) -> int:
        """The number of the newest set of terms, which may begin on a day to come."""
        return max((terms.number for terms in self.terms.all()), default=0)


class FundTerms(models.Model):
    """The whole of a fund's rules from a day on. Never edited: a later set follows, with its reason."""

    impersonal_text = ("because",)

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="terms", db_index=False)
    number = models.PositiveIntegerField()
    since = DayField("From which day", about="the date it takes effect")
    spend_first_pence = PenceField(
        "The worker on duty spends first, up to (pounds)",
        default=0,
        most=MAX_LIMIT_PENCE,
        help_text="For one person on one day, reviewed by someone else on the next working day. Enter 0 if not "
        "allowed.",
    )
    lead_pence = PenceField(
        "A duty lead approves, up to (pounds)",
        default=0,
        most=MAX_LIMIT_PENCE,
        help_text="Your office decides above this amount.",
    )
    request_pence = PenceField("Maximum in one request", null=True, blank=True, most=MAX_LIMIT_PENCE)
    person_pence = PenceField("Maximum for one person in a year", null=True, blank=True, most=MAX_LIMIT_PENCE)
    bodies = models.ManyToManyField(Body, related_name="+")  # whose workers may ask
    because = ShortTextField(
        "Reason",
        max_length=200,
        help_text="Kept with the rules. Do not include anything about a person.",
        error_messages={"blank": "Enter the reason."},
    )
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        ordering = ("fund", "-number")
        constraints = [
            models.UniqueConstraint(fields=("fund", "number"), name="terms_one_number_a_fund"),
            models.CheckConstraint(
                condition=Q(request_pence__isnull=True) | Q(request_pence__gt=0),
                name="terms_request_over_nothing",
                violation_error_message=NO_LIMIT_OF_NOTHING,
            ),
            models.CheckConstraint(
                condition=Q(person_pence__isnull=True) | Q(person_pence__gt=0),
                name="terms_person_over_nothing",
                violation_error_message=NO_LIMIT_OF_NOTHING,
            ),
        ]

    def __str__(self) -> str:
        return f"terms {self.number} of fund {self.fund_id}"

    @property
    def sorted_items(self) -> list["FundTermsItem"]:
        """What the fund buys, in the order of the list of kinds."""
        return sorted(self.items.all(), key=lambda item: ITEM_CODES.index(item.item))


class FundTermsItem(models.Model):
    """One kind of thing that the fund buys under these terms. What is not listed, it does not buy."""

    terms = models.ForeignKey(FundTerms, on_delete=models.CASCADE, related_name="items", db_index=False)
    item = CodeField(max_length=12, choices=[(item.code, item.name) for item in ITEMS])
    most_pence = PenceField(null=True, blank=True, most=MAX_LIMIT_PENCE)  # in one request
    usual_pence = PenceField(
        null=True, blank=True, least=1, most=MAX_LIMIT_PENCE
    )  # where no other sum is asked

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("terms", "item"), name="terms_item_once"),
            models.CheckConstraint(
                condition=Q(usual_pence__isnull=True)
                | (Q(usual_pence__gt=0) & (Q(most_pence__isnull=True) | Q(usual_pence__lte=F("most_pence")))),
                name="terms_item_usual_within_most",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} under terms {self.terms_id}"

    def clean(self) -> None:
        """The usual sum is not above the most that is paid."""
        most, usual = self.most_pence, self.usual_pence
        if most is not None and usual is not None and usual > most:
            said = msg("The usual sum cannot be more than {most}", most=format_pence(most))
            raise ValidationError({"usual_pence": said})

    @property
    def name(self) -> str:
        """What it is, in words."""
        return get_fund_item_kind(self.item).name


class Budget(models.Model):
    """What one financial year holds for one area. No more can be set aside than it holds."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="budgets", db_index=False)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    allotted_pence = models.BigIntegerField(default=0)
    set_aside_pence = models.BigIntegerField(default=0)
    closed_on = models.DateField(null=True)

    class Meta:
        ordering = ("-year", "area")
        constraints = [
            models.UniqueConstraint(fields=("fund", "area", "year"), name="budget_one_a_year_and_area"),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR), name="budget_year_is_possible"
            ),
            models.CheckConstraint(
                condition=Q(set_aside_pence__gte=0), name="budget_never_less_than_nothing"
            ),
            models.CheckConstraint(
                condition=Q(set_aside_pence__lte=F("allotted_pence")), name="budget_never_overspent"
            ),
        ]

    def __str__(self) -> str:
        return f"budget {self.pk}"

    @property
    def left_pence(self) -> int:
        """What can still be set aside."""
        return self.allotted_pence - self.set_aside_pence


class BudgetMonth(models.Model):
    """What a budget held and what of it was set aside when a month ended, or now: a sum, never whose it was."""

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="months", db_index=False)
    month = models.DateField()  # its first day
    allotted_pence = models.BigIntegerField()
    set_aside_pence = models.BigIntegerField()

    class Meta:
        ordering = ("month",)
        constraints = [
            models.UniqueConstraint(fields=("budget", "month"), name="budget_month_once"),
            models.CheckConstraint(
                condition=Q(set_aside_pence__gte=0, set_aside_pence__lte=F("allotted_pence")),
                name="budget_month_never_overspent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} of budget {self.budget_id}"

    @property
    def left_pence(self) -> int:
        """What was left."""
        return self.allotted_pence - self.set_aside_pence


class BudgetChange(models.Model):
    """What a budget was set to, when, by which user and why. Never changed."""

    impersonal_text = ("because",)

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="changes")
    allotted_pence = models.BigIntegerField()
    closed = models.BooleanField(default=False)
    because = ShortTextField(
        "Source of the money, or reason for the change",
        max_length=200,
        error_messages={"blank": "Enter where the money comes from, or why it changes."},
    )
    at = models.DateTimeField()
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("-id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(allotted_pence__gte=0), name="budget_change_not_less_than_nothing"
            ),
        ]

    def __str__(self) -> str:
        return f"change of budget {self.budget_id}"
