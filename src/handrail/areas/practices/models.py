"""A sorted practice, the words it is found by, what became of it; and what no single body told."""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import F, Q

from handrail.areas.calls.models import Call, ReturnEdition
from handrail.areas.calls.states_and_kinds import (
    EVALUATED,
    PHASES,
    PRACTICE_KINDS,
    PRACTICE_STATES,
    get_choice_codes,
)
from handrail.areas.practices.planned_practice_outcomes import OUTCOMES
from handrail.areas.practices.sections import SECTION_CHOICES
from handrail.areas.practices.themes import THEME_CHOICES
from handrail.platform.access.model_fields import LongTextField, ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.versioned import Versioned
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Area, Body


def _make_choice_error_messages(missing: str) -> dict[str, str]:
    return {"blank": missing, "invalid_choice": missing}


class SectionField(ShortTextField):
    """The section of a report. A migration does not hold the headings: they quote a source, and may change."""

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("choices", None)
        return name, path, args, kwargs


class Practice(Versioned):
    """One practice as an edition of a return tells it, with the theme and section that a person gave it."""

    impersonal_text = ("key", "area_as_told", "title", "words", "open_words", "since", "evidence")

    key = models.SlugField(max_length=80, unique=True)  # the entry's
    edition = models.ForeignKey(ReturnEdition, on_delete=models.PROTECT, related_name="practices")
    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="practices")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="practices")
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="practices")
    area_as_told = models.CharField(max_length=80)
    title = models.CharField(max_length=120)
    words = models.TextField()
    open_words = LongTextField(
        "Wording for publication",
        max_length=4_000,
        blank=True,
        default="",
        help_text="The original wording could identify a safe venue. Write [withheld for safety] where "
        "something is left out.",
    )
    kind = CodeField(max_length=12, choices=PRACTICE_KINDS)
    before = models.BooleanField(default=False)
    during = models.BooleanField(default=False)
    after = models.BooleanField(default=False)
    outside = models.BooleanField(default=False)
    state = CodeField(max_length=13, choices=PRACTICE_STATES)
    since = models.CharField(max_length=80, blank=True, default="")
    evidence = models.TextField(blank=True, default="")
    evaluated = CodeField(max_length=9, choices=EVALUATED)
    safe_venue = models.BooleanField(default=False)
    source_paragraph = models.CharField(max_length=40, blank=True, default="")
    theme = ShortTextField(
        "What it is about",
        max_length=12,
        choices=THEME_CHOICES,
        error_messages=_make_choice_error_messages("Choose a topic"),
    )
    section = SectionField(
        "Section of the report",
        max_length=24,
        choices=SECTION_CHOICES,
        error_messages=_make_choice_error_messages("Choose the section of the report"),
    )
    suggested = models.CharField(max_length=12, blank=True, default="")  # the theme that was suggested then
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    confirmed_at = models.DateTimeField()
    taken_out_at = models.DateTimeField(null=True, blank=True)
    alike = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="others_alike"
    )

    class Meta:
        ordering = ("area_as_told", "key")
        indexes = [
            models.Index(fields=("area_as_told", "key"), name="practice_by_area"),
            models.Index(fields=("theme", "state"), name="practice_by_theme"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=get_choice_codes(PRACTICE_STATES)), name="practice_state"
            ),
            models.CheckConstraint(
                condition=Q(evaluated__in=get_choice_codes(EVALUATED)), name="practice_evaluated"
            ),
            models.CheckConstraint(condition=~Q(title="") & ~Q(words=""), name="practice_says_something"),
            models.CheckConstraint(
                condition=Q(alike__isnull=True) | ~Q(alike=F("id")), name="practice_not_like_itself"
            ),
        ]

    def __str__(self) -> str:
        return str(self.title)

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases it serves, in the order of the road."""
        return tuple(phase for phase in PHASES if getattr(self, phase))

    @property
    def area_name(self) -> str:
        """The area as every other list spells it; as its source does where it is no area of the list."""
        return str(self.area.name if self.area else self.area_as_told)


class PracticeWord(models.Model):
    """A word by which a practice is found, cut to its stem. Plain equality, so that both engines find the same."""

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="found_by")
    word = models.CharField(max_length=30)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("word", "practice"), name="practice_word_once"),
        ]

    def __str__(self) -> str:
        return self.word


class PracticeOutcome(models.Model):
    """What became of something planned, as somebody said on a day. Only ever added; the newest counts."""

    impersonal_text = ("words",)

    practice = models.ForeignKey(Practice, on_delete=models.CASCADE, related_name="outcomes")
    outcome = ShortTextField(
        "What happened?",
        max_length=13,
        choices=OUTCOMES,
        error_messages=_make_choice_error_messages("Choose what happened"),
    )
    later = models.ForeignKey(Practice, null=True, on_delete=models.SET_NULL, related_name="came_of")
    words = LongTextField(
        "In your words",
        max_length=1_000,
        rows=3,
        blank=True,
        default="",
        help_text="Shown in the library. Do not include the address of a safe place.",
    )
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    said_at = models.DateTimeField()

    class Meta:
        ordering = ("said_at", "id")
        constraints = [
            models.CheckConstraint(condition=Q(outcome__in=get_choice_codes(OUTCOMES)), name="outcome_known"),
            models.CheckConstraint(
                condition=Q(later__isnull=True) | ~Q(later=F("practice")), name="outcome_not_of_itself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.outcome} of {self.practice_id}"


class EditorText(models.Model):
    """What the source of a call says of no single body that was asked: the collator's own, with its paragraph."""

    impersonal_text = ("about", "words", "why")

    call = models.ForeignKey(Call, on_delete=models.PROTECT, related_name="editor_texts", db_index=False)
    section = models.CharField(max_length=24)
    source_paragraph = models.CharField(max_length=40)
    about = models.CharField(max_length=80)  # "All areas", "Several areas", "The Home Office"
    words = models.TextField()
    why = models.CharField(max_length=300)  # why it is nobody's practice
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ("call", "section", "source_paragraph")
        constraints = [
            models.UniqueConstraint(fields=("call", "source_paragraph"), name="editor_text_one_a_paragraph"),
            models.CheckConstraint(
                condition=~Q(words="") & ~Q(why="") & ~Q(about=""), name="editor_text_says_something"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about}: {self.source_paragraph}"
