"""A fund, its terms from a day on, and what each financial year holds for each area."""

from django.db import models
from django.db.models import F, Q

from handrail.directory.funds.financial_years import FIRST_YEAR, LAST_YEAR
from handrail.directory.funds.kinds import ITEM_CODES, ITEMS
from handrail.directory.models import Service
from handrail.platform.access.models import User
from handrail.platform.reference.models import Area, Body


class Fund(models.Model):
    """Money of one body. `service` is what an offer names when the fund has paid."""

    impersonal_text = ("name",)

    owner = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="funds")
    name = models.CharField(max_length=120)
    service = models.OneToOneField(Service, on_delete=models.PROTECT, related_name="+")
    opens_on = models.DateField()
    closes_on = models.DateField(null=True)  # its last day
    set_up_at = models.DateTimeField()
    set_up_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("owner", "name"), name="fund_one_name_an_owner"),
            models.CheckConstraint(
                condition=Q(closes_on__isnull=True) | Q(closes_on__gte=F("opens_on")), name="fund_dates"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class FundTerms(models.Model):
    """The whole of a fund's rules from a day on. Never edited: a later set follows, with its reason."""

    impersonal_text = ("because",)

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="terms")
    number = models.PositiveIntegerField()
    since = models.DateField()
    spend_first_pence = models.PositiveIntegerField(
        default=0
    )  # the worker on duty spends up to this, then is reviewed
    request_pence = models.PositiveIntegerField(null=True)  # the most in one request
    person_pence = models.PositiveIntegerField(null=True)  # the most for one person in a financial year
    lead_pence = models.PositiveIntegerField(
        default=0
    )  # a duty lead approves up to this, the owner's office above
    bodies = models.ManyToManyField(Body, related_name="+")  # whose workers may ask
    because = models.CharField(max_length=200)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ("fund", "-number")
        constraints = [
            models.UniqueConstraint(fields=("fund", "number"), name="terms_one_number_a_fund"),
            models.CheckConstraint(
                condition=Q(request_pence__isnull=True) | Q(request_pence__gt=0),
                name="terms_request_over_nothing",
            ),
            models.CheckConstraint(
                condition=Q(person_pence__isnull=True) | Q(person_pence__gt=0),
                name="terms_person_over_nothing",
            ),
        ]

    def __str__(self) -> str:
        return f"terms {self.number} of fund {self.fund_id}"


class FundTermsItem(models.Model):
    """One kind of thing that the fund buys under these terms. What is not listed, it does not buy."""

    terms = models.ForeignKey(FundTerms, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=12, choices=[(item.code, item.name) for item in ITEMS])
    most_pence = models.PositiveIntegerField(null=True)  # in one request
    usual_pence = models.PositiveIntegerField(null=True)  # asked where nobody says otherwise

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("terms", "item"), name="terms_item_once"),
            models.CheckConstraint(condition=Q(item__in=ITEM_CODES), name="terms_item_is_known"),
            models.CheckConstraint(
                condition=Q(usual_pence__isnull=True)
                | (Q(usual_pence__gt=0) & (Q(most_pence__isnull=True) | Q(usual_pence__lte=F("most_pence")))),
                name="terms_item_usual_within_most",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item} under terms {self.terms_id}"


class Budget(models.Model):
    """What one financial year holds for one area. What is set aside can never pass it."""

    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="budgets")
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


class BudgetChange(models.Model):
    """What a budget was set to, when, by whom and why. Kept for ever."""

    impersonal_text = ("because",)

    budget = models.ForeignKey(Budget, on_delete=models.PROTECT, related_name="changes")
    allotted_pence = models.BigIntegerField()
    closed = models.BooleanField(default=False)
    because = models.CharField(max_length=200)
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
