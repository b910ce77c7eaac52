"""The outbox."""

from django.db import models
from django.db.models import Q

from handrail.platform.access.models import User
from handrail.platform.access.versioned import Versioned
from handrail.platform.outbox.delivery_times import EmailFrequencyChoice
from handrail.platform.outbox.message_states import CHANNEL_CODES, CHANNELS, STATE_CODES, STATES
from handrail.platform.outbox.message_templates import MESSAGE_TEMPLATES
from handrail.platform.outbox.mobile_numbers import LONGEST_NUMBER, validate_mobile_number
from handrail.platform.reference.code_field import CodeField
from handrail.platform.reference.models import Body


class Message(models.Model):
    """One mail or text message to one person. The address is looked up when it is sent, and never kept here."""

    personal_fields = ("to", "fault")
    impersonal_text = ("key", "path", "about", "provider_reference")

    key = models.CharField(max_length=250, unique=True)  # the occasion and the person: nobody is told twice
    to = models.ForeignKey(User, on_delete=models.CASCADE, related_name="messages", db_index=False)
    kind = CodeField(
        max_length=20, choices=[(code, words.subject) for code, words in MESSAGE_TEMPLATES.items()]
    )
    channel = CodeField(max_length=5, choices=CHANNELS, default="email")
    path = models.CharField(max_length=250)  # of the page to look at
    about = models.CharField(max_length=200)  # what it is about, for the page that lists it
    not_before = models.DateTimeField()
    is_in_digest = models.BooleanField(
        default=False
    )  # goes in one mail with others that wait for the same reader
    state = CodeField(max_length=7, choices=STATES, default="waiting")
    attempts = models.PositiveSmallIntegerField(default=0)
    fault = models.CharField(max_length=200, blank=True, default="")  # what the mail server said, shortened
    provider_reference = models.CharField(
        max_length=200, blank=True, default=""
    )  # the number that the mail or text service gave it, which its delivery reports name
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=("provider_reference",),
                name="message_of_provider",
                condition=~Q(provider_reference=""),
            ),
            models.Index(fields=("state", "made_at"), name="message_to_send"),
            models.Index(fields=("to", "-made_at"), name="message_of_reader"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=STATE_CODES), name="message_state"),
            models.CheckConstraint(condition=Q(channel__in=CHANNEL_CODES), name="message_channel"),
            models.CheckConstraint(condition=Q(path__startswith="/"), name="message_path_is_ours"),
        ]

    def __str__(self) -> str:
        return f"message {self.pk}"


class MessagePreference(models.Model):
    """When somebody wants to be told that something waits for them; without a row at once, at any hour."""

    personal_fields = ("user", "delivery", "quiet_from", "quiet_until", "text_number")

    user = models.OneToOneField(
        User, primary_key=True, on_delete=models.CASCADE, related_name="message_preference"
    )
    delivery = CodeField(
        "How often should we email you?",
        max_length=8,
        choices=EmailFrequencyChoice.choices,
        default=EmailFrequencyChoice.AT_ONCE,
        error_messages={"blank": "Choose how often"},
    )
    quiet_from = models.TimeField(
        "No emails from", null=True, blank=True, help_text="For example, 10pm. Urgent emails are still sent."
    )
    quiet_until = models.TimeField("No emails until", null=True, blank=True, help_text="For example, 7am.")
    text_number = models.CharField(
        "Mobile number for urgent text messages",
        max_length=LONGEST_NUMBER,
        blank=True,
        default="",
        validators=[validate_mobile_number],
        help_text="For example 07700 900123. Urgent things then come by text message as well. Leave empty for none.",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(quiet_from__isnull=True, quiet_until__isnull=True)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_have_both_ends",
                violation_error_code="quiet_until",
                violation_error_message="Enter both times of the quiet hours, or neither",
            ),
        ]

    def __str__(self) -> str:
        return f"message preference of {self.user_id}"


class TextMessageSetting(Versioned):
    """Whether an organisation has urgent things sent to its people by text message as well; without a row, no."""

    body = models.OneToOneField(
        Body, primary_key=True, on_delete=models.CASCADE, related_name="text_message_setting", editable=False
    )
    is_on = models.BooleanField(
        "Send urgent things by text message as well",
        default=False,
        help_text="Only to people who gave a mobile number on their own account. Each text message may cost money.",
    )

    def __str__(self) -> str:
        return f"text messages of {self.body_id}"
