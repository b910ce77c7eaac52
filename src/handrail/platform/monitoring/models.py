"""When each background job last finished a round."""

from django.db import models


class BackgroundJobRun(models.Model):
    """One row a job, moved on by whichever machine runs it."""

    job = models.CharField(max_length=20, primary_key=True)
    finished_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.job} at {self.finished_at}"
