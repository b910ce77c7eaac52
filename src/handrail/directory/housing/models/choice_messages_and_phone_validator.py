"""What the fields of housing have in common: messages where a choice is missing, and a phone number."""

from django.core.validators import RegexValidator

CHOOSE = dict.fromkeys(("blank", "null", "invalid", "invalid_choice"), "Choose from the list")
CHOOSE_ONE = dict.fromkeys(("blank", "null"), "Choose one") | {"invalid_choice": "Choose one from the list"}
is_phone_number = RegexValidator(r"^[\d +()]{3,32}\Z", "Enter a phone number, such as 01632 960102.")
