"""Areas, bodies, who governs an area and when, languages and names met; and what this database is for."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from handrail.platform.kernel.case_references import (
    CHECK_LETTERS,
    LONGEST_LETTERS,
    SHORTEST_LETTERS,
    are_reference_letters_easily_confused,
    suggest_free_reference_letters_of_body,
)
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.body_kinds import (
    BODY_KIND_CODES,
    BODY_KINDS,
    GOVERNANCE_KIND_CODES,
    GOVERNANCE_KINDS,
)
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.confidence import CONFIDENCE, CONFIDENCE_CODES
from handrail.platform.reference.name_key_field import NameKeyField
from handrail.platform.reference.name_matching import make_match_key

ALIKE_LETTERS = (
    "{name} has the letters {letters}, which are nearly the same. Choose letters that differ in two places."
)
ALIKE_LETTERS_WITH_FREE = (
    "{name} has the letters {letters}, which are nearly the same. Letters that are free: {free}."
)
NATIONS = (("england", "England"), ("wales", "Wales"))
PRECISIONS = (("", "Not given"), ("day", "Day"), ("month", "Month only"))


class Sourced(models.Model):
    """A row that says where it came from and how sure that is."""

    source = models.CharField(max_length=250)
    confidence = CodeField(max_length=12, choices=CONFIDENCE)
    note = models.TextField(blank=True, default="")

    class Meta:
        abstract = True


class Area(Sourced):
    """A police force area of England or Wales. The code is the Office for National Statistics'."""

    impersonal_text = ("source", "note", "name", "name_cy", "force_name", "force_name_cy", "form_name")

    code = models.CharField(primary_key=True, max_length=9)
    name = models.CharField(max_length=60, unique=True)
    name_cy = models.CharField(max_length=60, blank=True, default="")
    region = models.CharField(max_length=40)
    nation = CodeField(max_length=7, choices=NATIONS)
    force_name = models.CharField(max_length=80, unique=True)
    force_name_cy = models.CharField(max_length=80, blank=True, default="")
    form_name = models.CharField(max_length=80, unique=True)  # exact, as the Home Office form prints it
    tile_x = models.PositiveSmallIntegerField()
    tile_y = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ("name",)
        constraints = [
            models.UniqueConstraint(fields=("tile_x", "tile_y"), name="area_one_to_a_tile"),
            models.CheckConstraint(condition=Q(nation__in=("england", "wales")), name="area_nation"),
            models.CheckConstraint(condition=Q(confidence__in=CONFIDENCE_CODES), name="area_confidence"),
        ]

    def __str__(self) -> str:
        return self.name


class AreaName(models.Model):
    """A name by which an area, its force or its governing body is met. Case and spaces do not count."""

    impersonal_text = ("key", "name")

    key = models.CharField(primary_key=True, max_length=80)
    name = models.CharField(max_length=80)
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="names")

    def __str__(self) -> str:
        return self.name


SAME_NAME = "Another organisation has this name. Look for it in the list, or add what tells them apart"


class Body(Sourced):
    """An organisation. Its code never changes; its prefix begins the references of the cases it opens."""

    impersonal_text = ("source", "note", "name", "name_key", "name_cy", "duty_basis", "form_name")

    code = models.SlugField(
        "short code",
        max_length=40,
        unique=True,
        help_text="Small letters, numbers and hyphens, such as “north-support”. It cannot be changed later.",
        error_messages={
            "blank": "Enter a code",
            "unique": "Another organisation has this code. Choose another one.",
        },
    )
    name = models.CharField("full name", max_length=120, error_messages={"blank": "Enter its name in full"})
    name_key = NameKeyField(max_length=120, unique=True, editable=False, blank=True)
    name_cy = models.CharField("name in Welsh", max_length=120, blank=True, default="")
    kind = CodeField(
        "kind of organisation",
        max_length=24,
        choices=BODY_KINDS,
        error_messages={"blank": "Choose what kind of organisation it is"},
    )
    area = models.ForeignKey(
        Area,
        verbose_name="police force area",
        help_text="Where it works. For several areas, open the list below instead.",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="bodies",
    )
    further_areas = models.ManyToManyField(
        Area,
        verbose_name="areas where it works",
        help_text="For an organisation that works in several police force areas.",
        blank=True,
        related_name="+",
    )
    parent = models.ForeignKey(
        "self",
        verbose_name="organisation of which it is a separate side",
        help_text="For people who are a victim in one matter and a suspect in another: people on one side "
        "cannot see the other. Give it a neutral name.",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="parts",
    )
    successor = models.ForeignKey(
        "self",
        verbose_name="organisation that took over from it",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="predecessors",
    )
    prefix = models.CharField(
        "letters of its case references",
        max_length=LONGEST_LETTERS,
        null=True,
        blank=True,
        unique=True,
        help_text="Two to four letters with which the references of its cases begin, without I, O and U. "
        "Needed where it opens cases.",
        error_messages={"unique": "Another organisation uses these letters. Choose others."},
    )
    first_responder = models.BooleanField("it is a first responder to the NRM", default=False)
    duty_to_notify = models.BooleanField(default=False)
    duty_basis = models.CharField(max_length=60, blank=True, default="")  # the law or policy that binds it
    form_name = models.CharField(max_length=120, blank=True, default="")  # exact, in the Home Office form
    calls_from_devices = models.BooleanField(default=False, db_default=False)  # its people may, on their own
    # After each of these a device says yes anew.
    calls_allowed_times = models.PositiveIntegerField(default=0, db_default=0)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)  # its last day

    class Meta:
        ordering = ("name",)
        verbose_name_plural = "bodies"
        indexes = [models.Index(fields=("kind", "name"), name="body_by_kind")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=BODY_KIND_CODES), name="body_kind"),
            models.CheckConstraint(condition=Q(confidence__in=CONFIDENCE_CODES), name="body_confidence"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="body_dates",
            ),
            models.CheckConstraint(
                condition=Q(duty_to_notify=True, duty_basis__gt="") | Q(duty_to_notify=False, duty_basis=""),
                name="body_duty_has_a_basis",
            ),
            models.CheckConstraint(
                condition=Q(prefix__isnull=True)
                | Q(
                    GreaterThanOrEqual(Length("prefix"), SHORTEST_LETTERS),
                    LessThanOrEqual(Length("prefix"), LONGEST_LETTERS),
                ),
                name="body_prefix_two_to_four",
                violation_error_code="prefix",
                violation_error_message="Enter two to four letters",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="body_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(successor__isnull=True) | ~Q(successor=F("id")), name="body_not_its_own_successor"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """No other has its name; its letters are those of its references alone, and none has nearly the same."""
        super().clean()
        self.name_key = make_match_key(self.name)
        if Body.objects.exclude(pk=self.pk).filter(name_key=self.name_key).exists():
            raise ValidationError({"name": SAME_NAME})
        own = (self.prefix or "").upper()
        if not own or len(own) > LONGEST_LETTERS:
            return
        if not set(own) <= set(CHECK_LETTERS):
            raise ValidationError({"prefix": "Use letters alone, without I, O and U"})
        others = Body.objects.exclude(pk=self.pk).exclude(prefix__isnull=True).order_by("prefix")
        taken = {letters: name for letters, name in others.values_list("prefix", "name") if letters}
        for letters, name in taken.items():
            if letters != own and are_reference_letters_easily_confused(letters, own):
                free = ", ".join(suggest_free_reference_letters_of_body(self.name, taken))
                text = ALIKE_LETTERS_WITH_FREE if free else ALIKE_LETTERS
                words = {"free": free} if free else {}
                raise ValidationError({"prefix": msg(text, name=name, letters=letters, **words)})


class Governance(Sourced):
    """Who governs an area between two days. A planned row is announced, not law, and says so."""

    impersonal_text = ("source", "note", "body_name", "title_of_lead")

    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="governance", db_index=False)
    body = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="governs")
    body_name = models.CharField(max_length=120)
    kind = CodeField(max_length=16, choices=GOVERNANCE_KINDS)
    title_of_lead = models.CharField(max_length=120)  # who leads on policing from day to day
    valid_from = models.DateField(null=True, blank=True)  # empty: older than the period that is covered
    valid_to = models.DateField(null=True, blank=True)  # the last day
    from_precision = CodeField(max_length=5, choices=PRECISIONS, blank=True, default="")
    to_precision = CodeField(max_length=5, choices=PRECISIONS, blank=True, default="")
    from_confidence = CodeField(max_length=12, choices=CONFIDENCE, blank=True, default="")
    to_confidence = CodeField(max_length=12, choices=CONFIDENCE, blank=True, default="")
    planned = models.BooleanField(default=False)  # the row itself is only announced
    end_planned = models.BooleanField(default=False)  # its last day is only announced

    class Meta:
        ordering = ("area", F("valid_from").asc(nulls_first=True))
        verbose_name_plural = "governance"
        constraints = [
            models.UniqueConstraint(fields=("area", "valid_from"), name="governance_one_start_a_day"),
            models.UniqueConstraint(
                fields=("area",), condition=Q(valid_from__isnull=True), name="governance_one_open_start"
            ),
            models.UniqueConstraint(
                fields=("area",), condition=Q(valid_to__isnull=True), name="governance_one_open_end"
            ),
            models.CheckConstraint(condition=Q(kind__in=GOVERNANCE_KIND_CODES), name="governance_kind"),
            models.CheckConstraint(
                condition=Q(confidence__in=CONFIDENCE_CODES), name="governance_confidence"
            ),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="governance_dates",
            ),
            models.CheckConstraint(
                condition=Q(planned=True, kind="not_decided", body__isnull=True, confidence="planned")
                | (Q(planned=False, body__isnull=False) & ~Q(kind="not_decided")),
                name="governance_planned_has_no_body",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.body_name} from {self.valid_from or 'before the period'}"


class Language(Sourced):
    """A language, spoken or signed. The tag is BCP 47's. A dialect is written beside it, never as a tag."""

    impersonal_text = ("source", "note", "name", "name_cy")

    tag = models.CharField(primary_key=True, max_length=12)
    name = models.CharField(max_length=60, unique=True)
    name_cy = models.CharField(max_length=60, blank=True, default="")
    signed = models.BooleanField(default=False)

    class Meta:
        ordering = ("name",)
        constraints = [
            models.CheckConstraint(condition=Q(confidence__in=CONFIDENCE_CODES), name="language_confidence"),
        ]

    def __str__(self) -> str:
        return self.name


class LanguageName(models.Model):
    """A name by which a language is met in the field."""

    impersonal_text = ("key", "name", "note")

    key = models.CharField(primary_key=True, max_length=60)
    name = models.CharField(max_length=60)
    language = models.ForeignKey(Language, on_delete=models.CASCADE, related_name="names")
    note = models.CharField(max_length=120, blank=True, default="")

    def __str__(self) -> str:
        return self.name


class InventedDataMarker(models.Model):
    """What this database is for. One row at most, and it says that everything in it is invented.

    Without the row the database is for real people, and nothing of the demo may touch it.
    """

    impersonal_text = ("parts",)

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    invented = models.BooleanField(default=True)
    seed = models.CharField(max_length=40)
    begun_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    parts = models.JSONField(default=dict)
    """Which parts of the demo are complete, by name, each with what the next load compares."""

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(id=1), name="purpose_one_row"),
            models.CheckConstraint(condition=Q(invented=True), name="purpose_invented"),
        ]

    def __str__(self) -> str:
        return "Everything here is invented"
