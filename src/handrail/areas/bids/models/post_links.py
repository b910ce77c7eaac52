"""What a post of the directory has to do with this room: the bid that pays it, the evaluation it feeds, its pilot."""

from django.db import models

from handrail.areas.bids.models.bid import Bid
from handrail.areas.bids.models.bid_room_record import AddedRecord
from handrail.areas.bids.models.evaluation import ServiceEvaluation


class PostLink(AddedRecord):
    """A link is added once and never changed; the post itself is kept in the directory."""

    post = models.ForeignKey("directory_practitioners.Post", on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"post {self.post_id}"


class BidPost(PostLink):
    """That a bid pays a post."""

    bid = models.ForeignKey(Bid, on_delete=models.PROTECT, related_name="post_links", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("bid", "post"), name="bid_post_once")]


class EvaluationPost(PostLink):
    """That what a post does feeds an evaluation."""

    evaluation = models.ForeignKey(
        ServiceEvaluation, on_delete=models.PROTECT, related_name="post_links", db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=("evaluation", "post"), name="evaluation_post_once")]


class PilotPost(PostLink):
    """That a post belongs to a pilot."""

    pilot = models.ForeignKey(
        "directory.Pilot", on_delete=models.PROTECT, related_name="post_links", db_index=False
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=("pilot", "post"), name="pilot_post_once")]
