from django.apps import AppConfig


class FollowupsConfig(AppConfig):
    name = "handrail.platform.followups"
    label = "followups"
    verbose_name = "Follow-ups"
