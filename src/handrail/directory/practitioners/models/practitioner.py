"""Somebody who may be sent to a person: role, skills, languages, vetting, areas. Not what they do for anybody."""

import datetime
from typing import Self

from django.db import models
from django.db.models import FETCH_RAISE, F, Prefetch, Q
from django.utils import timezone

from handrail.directory.practitioners import codes
from handrail.directory.practitioners.models.base import (
    DeployableRecord,
    WorkDateModelField,
    make_choice_field,
)
from handrail.directory.practitioners.models.post import Post
from handrail.platform.access.actor import Actor
from handrail.platform.access.model_fields import ShortTextField
from handrail.platform.access.models import User
from handrail.platform.access.number_fields import WholeNumberField
from handrail.platform.access.today import today
from handrail.platform.kernel.ids import new_id
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Area, Language


class PractitionerQuerySet(models.QuerySet["Practitioner"]):
    """Practitioners."""

    def visible_to(self, actor: Actor) -> Self:
        """The employer's own, and those whom another employer shares with the area of the actor's body."""
        served = Practitioner.areas.through.objects.filter(area__bodies=actor.body_id)
        return self.filter(
            Q(employer=actor.body_id) | Q(is_shared=True, pk__in=served.values("practitioner"))
        )

    def current(self) -> Self:
        """Who has not left."""
        return self.filter(Q(left_on__isnull=True) | Q(left_on__gte=today()))

    def with_certificate_ending_by(self, day: datetime.date) -> Self:
        """Who has not left and whose vetting or a training ends by that day, or has ended."""
        ends = Q(vetted_until__lte=day) | Q(trainings__valid_until__lte=day, trainings__is_newest=True)
        return self.current().filter(ends).distinct()

    def for_list(self) -> Self:
        """With areas, languages and what they do now. Four statements."""
        now = timezone.now()
        languages = PractitionerLanguage.objects.select_related("language")
        periods = (
            Practitioner.periods.rel.related_model._default_manager.filter(  # the model is in another module
                starts_at__lte=now, ends_at__gt=now
            )
        )
        return (
            self.select_related("employer", "post")
            .prefetch_related(
                Prefetch("areas", Area.objects.only("code", "name").fetch_mode(FETCH_RAISE)),
                Prefetch("languages", languages.fetch_mode(FETCH_RAISE)),
                Prefetch("periods", periods.fetch_mode(FETCH_RAISE), to_attr="periods_now"),
            )
            .order_by("name", "id")
            .fetch_mode(FETCH_RAISE)
        )

    def for_page(self) -> Self:
        """With skills and trainings too."""
        skills = PractitionerSkill.objects.all().fetch_mode(FETCH_RAISE)
        trainings = Practitioner.trainings.rel.related_model._default_manager.filter(is_newest=True)
        return (
            self.for_list()
            .select_related("employer", "post", "changed_by", "account", "base_area")
            .prefetch_related(
                Prefetch("skills", skills),
                Prefetch("trainings", trainings.select_related("session").fetch_mode(FETCH_RAISE)),
            )
        )


class Practitioner(DeployableRecord):
    """One person in one role for one employer. `account` where they use Handrail; then they keep their own rota.

    Whoever works for two employers is on both registers: `worker_key` is the same on both entries, and rest and overlap
    count both (actions/employers.py). It says nothing by itself, and no page shows it.

    `is_shared`: other organisations of the areas see name, role, languages and skills, and may ask for them; never
    vetting, trainings, gender or welfare. Serves the areas of the post and those that are ticked (`areas` has both).
    """

    personal_fields = ("name", "gender", "welfare_due_on", "vetting_level", "vetted_until")
    impersonal_text = ("base", "link_code_hash")

    worker_key = models.UUIDField(default=new_id, editable=False, db_index=True)
    link_code_start = models.CharField(max_length=4, blank=True, default="", editable=False, db_index=True)
    link_code_hash = models.CharField(max_length=128, blank=True, default="", editable=False)
    link_code_until = models.DateTimeField(null=True, blank=True, editable=False)
    account = models.ForeignKey(
        User,
        verbose_name="Handrail account",
        help_text="With an account, they can keep their own availability.",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="practitioners",
    )
    post = models.ForeignKey(
        Post, verbose_name="Post", null=True, blank=True, on_delete=models.PROTECT, related_name="holders"
    )
    name = ShortTextField("Name", max_length=120, error_messages={"blank": "Enter their name"})
    gender = CodeField(
        "Gender",
        max_length=8,
        choices=codes.GENDERS,
        blank=True,
        default="",
        help_text="A person can ask to meet a woman or a man. Optional.",
    )
    areas = models.ManyToManyField(Area, related_name="+", blank=True)
    started_on = WorkDateModelField("First day", about="the first day", null=True, blank=True)
    left_on = WorkDateModelField("Last day", about="the last day", null=True, blank=True)
    vetting_level = make_choice_field(
        "Vetting", codes.VETTING_LEVELS, "Choose from the list", blank=True, default=""
    )
    vetted_until = WorkDateModelField(
        "Vetting valid until", about="the last day of vetting", null=True, blank=True
    )
    weight_limit = WholeNumberField(
        "Own weight limit",
        least=1,
        most=100,
        null=True,
        blank=True,
        help_text="In points. Leave empty to use your organisation’s limit.",
    )
    opted_out_of_48_hours = models.BooleanField("Has opted out of the 48-hour week", default=False)
    welfare_due_on = WorkDateModelField(
        "Next welfare conversation", about="the next welfare conversation", null=True, blank=True
    )
    is_shared = models.BooleanField("Other organisations in the areas can ask for them", default=False)

    objects = models.Manager.from_queryset(PractitionerQuerySet)()

    class Meta:
        ordering = ("name", "id")
        indexes = [models.Index(fields=("employer", "name"), name="practitioner_by_employer")]
        constraints = [
            models.UniqueConstraint(
                fields=("employer", "name", "role"),
                name="practitioner_one_name_and_role",
                violation_error_code="name",
                violation_error_message="Your organisation already has someone with that name in that role.",
            ),
            models.UniqueConstraint(
                fields=("employer", "account"),
                name="practitioner_one_for_an_account",
                violation_error_code="account",
                violation_error_message="Someone else on the register has this account.",
            ),
            models.CheckConstraint(
                condition=Q(left_on__isnull=True)
                | Q(started_on__isnull=True)
                | Q(left_on__gte=F("started_on")),
                name="practitioner_leaves_after_start",
                violation_error_code="left_on",
                violation_error_message="The last day must be on or after the first",
            ),
        ]

    def __str__(self) -> str:
        return str(self.name)

    @property
    def has_open_link_code(self) -> bool:
        """Whether another employer may type a code to say that this is the same person."""
        return self.link_code_until is not None and timezone.now() < self.link_code_until

    def is_in_post_on(self, day: datetime.date) -> bool:
        """Whether they work there on that day."""
        return not (self.started_on and self.started_on > day) and not (self.left_on and self.left_on < day)


class PractitionerLanguage(models.Model):
    """A language that somebody speaks or signs: how well, and how that is known."""

    impersonal_text = ("dialect",)

    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.CASCADE, related_name="languages", db_index=False
    )
    language = models.ForeignKey(
        Language, verbose_name="Language", on_delete=models.PROTECT, related_name="+"
    )
    dialect = ShortTextField(
        "Dialect or variety",
        max_length=60,
        blank=True,
        default="",
        help_text="For example: Sudanese, for Arabic.",
    )
    level = make_choice_field("How well", codes.LEVELS, "Choose how well")
    known_by = make_choice_field("Source", codes.LEVEL_SOURCES, "Choose how it is known")

    class Meta:
        ordering = ("language__name", "dialect")
        constraints = [
            models.UniqueConstraint(
                fields=("practitioner", "language", "dialect"),
                name="practitioner_language_once",
                violation_error_message="That language is already recorded. Remove it first.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.language_id} {self.level}"


class PractitionerSkill(models.Model):
    """One skill of a practitioner."""

    practitioner = models.ForeignKey(
        Practitioner, on_delete=models.CASCADE, related_name="skills", db_index=False
    )
    code = CodeField(max_length=24, choices=codes.SKILLS)

    class Meta:
        ordering = ("code",)
        constraints = [
            models.UniqueConstraint(fields=("practitioner", "code"), name="practitioner_skill_once")
        ]

    def __str__(self) -> str:
        return str(self.code)
