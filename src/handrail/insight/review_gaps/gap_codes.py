"""What a gap may be: the codes of `people/housing` reviews, each with its words."""

from typing import Final

from handrail.directory.forms import PHASES
from handrail.directory.need_and_service_kinds import NEEDS
from handrail.people.housing.text_choices import MissingHousingProvision

NO_SERVICE: Final = "no_service"
"""What the page of gaps shows: nothing in the directory reaches the area."""
GAPS: Final = (
    (NO_SERVICE, "No service"),
    ("no_payer", "No one has agreed to pay"),
    ("no_agreement", "No agreement to use the place"),
    ("unconfirmed", "Responsibility for housing not confirmed"),
    ("disputed", "Disputes over who is responsible"),
    ("unsuitable", "Unsuitable places"),
    ("refused", "Organisations that refused"),
    ("ending", "Agreements ending soon"),
    *((f"missing_{code}", words) for code, words in MissingHousingProvision.choices),
)
GAP_NAMES: Final = dict(GAPS)
NEED_NAMES: Final = {need.code: need.name for need in NEEDS}
PHASE_NAMES: Final = dict(PHASES)
