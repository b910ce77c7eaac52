"""A practice as a body tells it in its return."""

from collections.abc import Collection

from django.db import models
from django.db.models import Q

from handrail.areas.calls.models.returns import Return
from handrail.areas.calls.states_and_kinds import (
    EVALUATED,
    PHASES,
    PRACTICE_KINDS,
    PRACTICE_STATES,
    get_choice_codes,
)
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Area

MAX_WORDS_LENGTH = 4_000


class ReturnPractice(Versioned):
    """A practice: what is done, where, in which phases, since when, and how it is known to help."""

    impersonal_text = ("key", "title", "words", "since", "evidence", "section_hint")

    key = models.SlugField(max_length=80, unique=True)  # never changes, never used twice
    of = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="entries", db_index=False)
    number = models.PositiveIntegerField()  # within its return; also the order
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="Area"
    )
    title = ShortTextField("Name", max_length=120)
    words = LongTextField(
        "What is done",
        max_length=MAX_WORDS_LENGTH,
        rows=6,
        help_text="Do not include people’s names or the address of a safe place.",
    )
    kind = CodeField("What it is", max_length=12, choices=PRACTICE_KINDS)
    before = models.BooleanField(default=False)
    during = models.BooleanField(default=False)
    after = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)
    state = CodeField("Status", max_length=13, choices=PRACTICE_STATES)
    since = ShortTextField(
        "Since when",
        max_length=80,
        blank=True,
        default="",
    )
    evidence = LongTextField(
        "How you know it helps", max_length=MAX_WORDS_LENGTH, rows=3, blank=True, default=""
    )
    evaluated = CodeField("Evaluated?", max_length=9, choices=EVALUATED, default="not_known")
    safe_venue = models.BooleanField(
        "This practice could identify a safe venue",
        default=False,
        help_text="If so, the practice is not published.",
    )
    section_hint = models.CharField(max_length=120, blank=True, default="")
    source_paragraph = models.CharField(max_length=40, blank=True, default="")  # where in the source text

    class Meta:
        ordering = ("of", "number")
        verbose_name_plural = "entries"
        constraints = [
            models.UniqueConstraint(fields=("of", "number"), name="entry_one_a_number"),
            models.CheckConstraint(
                condition=Q(state__in=get_choice_codes(PRACTICE_STATES)), name="entry_state"
            ),
            models.CheckConstraint(
                condition=Q(evaluated__in=get_choice_codes(EVALUATED)), name="entry_evaluated"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(words=""), name="entry_says_something"),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases of the pathway in which it helps, in order."""
        return tuple(phase for phase in PHASES if getattr(self, phase))

    @phases.setter
    def phases(self, phases: Collection[str]) -> None:
        for phase in PHASES:
            setattr(self, phase, phase in phases)
