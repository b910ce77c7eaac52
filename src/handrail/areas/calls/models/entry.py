"""A practice as a body tells it in its return."""

from django.db import models
from django.db.models import Q

from handrail.areas.calls.models.returns import Return
from handrail.areas.calls.states import EVALUATED, PHASES, PRACTICE_KINDS, PRACTICE_STATES, get_codes
from handrail.platform.access.models import User
from handrail.platform.reference.models import Area


class ReturnEntry(models.Model):
    """What is done, by whom, where, in which phases, since when, and how it is known to help."""

    impersonal_text = ("key", "title", "words", "since", "evidence", "section_hint")

    key = models.SlugField(max_length=80, unique=True)  # never changes, never used twice
    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()  # within its return; also the order
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=120)
    words = models.TextField()
    kind = models.CharField(max_length=12, choices=PRACTICE_KINDS)
    before = models.BooleanField(default=False)
    during = models.BooleanField(default=False)
    after = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)
    state = models.CharField(max_length=13, choices=PRACTICE_STATES)
    since = models.CharField(max_length=80, blank=True, default="")  # as told: "March 2020", "this autumn"
    evidence = models.TextField(blank=True, default="")
    evaluated = models.CharField(max_length=9, choices=EVALUATED, default="not_known")
    safe_venue = models.BooleanField(default=False)  # would point to a safe venue: never published
    section_hint = models.CharField(max_length=120, blank=True, default="")
    source_paragraph = models.CharField(max_length=40, blank=True, default="")  # where in the source text
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("of", "number")
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=("of", "number"), name="entry_one_a_number"),
            models.CheckConstraint(condition=Q(kind__in=get_codes(PRACTICE_KINDS)), name="entry_kind"),
            models.CheckConstraint(condition=Q(state__in=get_codes(PRACTICE_STATES)), name="entry_state"),
            models.CheckConstraint(condition=Q(evaluated__in=get_codes(EVALUATED)), name="entry_evaluated"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(words=""), name="entry_says_something"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases it serves, in the order of the road."""
        return tuple(phase for phase in PHASES if getattr(self, phase))
