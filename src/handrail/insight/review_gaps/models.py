"""A gap of a review as it crosses to areas: codes, and the action that was promised about it."""

from django.db import models
from django.db.models import Q

from handrail.insight.review_gaps.gap_codes import GAP_NAMES, GAPS, NEED_NAMES, PHASE_NAMES
from handrail.platform.followups.models import FollowUp
from handrail.platform.kernel.ids import new_id
from handrail.platform.kernel.messages import msg
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class ReviewedGap(models.Model):
    """Need, phase and district, without a number. The words of the action are in `follow_up`, and were checked."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")  # whose review
    gap = CodeField(max_length=24, choices=GAPS)
    need = CodeField(max_length=24, choices=tuple(NEED_NAMES.items()))
    phase = CodeField(max_length=8, choices=tuple(PHASE_NAMES.items()))
    district = models.ForeignKey(Body, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    follow_up = models.OneToOneField(FollowUp, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(gap__in=tuple(GAP_NAMES)), name="reviewed_gap_is_known"),
            models.CheckConstraint(condition=Q(need__in=tuple(NEED_NAMES)), name="reviewed_need_is_known"),
            models.CheckConstraint(condition=Q(phase__in=tuple(PHASE_NAMES)), name="reviewed_phase_is_known"),
        ]

    def __str__(self) -> str:
        return f"gap {self.pk}"

    def describe(self) -> str:
        """Gap before the NRM, “A safe place to stay” (Fenland District Council). Reason: no one has agreed to pay."""
        where = self.district.name if self.district else "the whole area"
        return msg(
            "Gap {phase}, “{need}” ({where}). Reason: {gap}",
            gap=GAP_NAMES[self.gap][:1].lower() + GAP_NAMES[self.gap][1:],
            need=NEED_NAMES[self.need],
            phase=PHASE_NAMES[self.phase][:1].lower() + PHASE_NAMES[self.phase][1:],
            where=where,
        )
