"""When each background job last finished a round, and which process runs it."""

from django.db import models


class BackgroundJobRun(models.Model):
    """One row a job, moved on by whichever machine runs it."""

    job = models.CharField(max_length=20, primary_key=True)
    finished_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.job} at {self.finished_at}"


class JobLease(models.Model):
    """Which of several processes runs a job, and until when it may: another takes over when that moment has passed."""

    impersonal_text = ("holder",)  # a machine and a process

    job = models.CharField(max_length=20, primary_key=True)
    holder = models.CharField(max_length=100, blank=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.job} by {self.holder or 'nobody'} until {self.until}"
