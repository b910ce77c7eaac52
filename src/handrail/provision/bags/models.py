"""A bag that was given, and what was said of it."""

from django.db import models
from django.db.models import Q

from handrail.access.models import User
from handrail.casework.case.models import Case, Need, Offer
from handrail.casework.case.models.checks import one_of, together
from handrail.casework.case.models.row import Row
from handrail.directory.stores.models import Contents, Movement, Stock
from handrail.provision.bags.states import About, Said
from handrail.reference.models import Body
from handrail.vault.fields import SealedField


class Issue(Row):
    """One bag to one person. `offer` is nothing once it was taken back: it never was."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="+")
    offer = models.OneToOneField(Offer, on_delete=models.PROTECT, null=True, related_name="+")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    stock = models.ForeignKey(Stock, on_delete=models.PROTECT, related_name="+")
    contents = models.ForeignKey(Contents, on_delete=models.PROTECT, related_name="+")
    movement = models.OneToOneField(Movement, on_delete=models.PROTECT, related_name="+")
    given_on = models.DateField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    back = models.OneToOneField(Movement, on_delete=models.PROTECT, null=True, related_name="+")
    back_at = models.DateTimeField(null=True)
    back_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["case", "-id"], name="issue_by_case"),
            models.Index(fields=["given_by", "-id"], name="issue_by_giver"),
        ]
        constraints = [
            together("back_at", "back_by", "issue_back_at_and_by"),
            models.CheckConstraint(
                condition=Q(back__isnull=True, offer__isnull=False)
                | Q(back__isnull=False, offer__isnull=True),
                name="issue_is_an_offer_until_taken_back",
            ),
        ]

    def __str__(self) -> str:
        return f"issue {self.pk}"


class Feedback(Row):
    """What a person said of the bag that they were given, sealed with their own key."""

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="feedback")
    said = models.CharField(max_length=8, choices=Said.choices)
    about = models.CharField(max_length=8, choices=About.choices)
    words = SealedField(null=True)
    told_on = models.DateField()
    told_at = models.DateTimeField()
    told_to = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            one_of("said", Said, "feedback_said_is_known"),
            one_of("about", About, "feedback_about_is_known"),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"
