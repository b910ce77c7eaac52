"""The phase of a case, or of the day of an event or an offer: the coarse half of where somebody stands with the NRM."""

from typing import Any

from handrail.pathway.case_state import Phase
from handrail.platform.vault.blind_code import BlindCodeField


class PhaseField(BlindCodeField):
    """Before, during, after or outside the NRM. Kept as a token, as the stage is: it tells somebody's status."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"choices": [(each.value, each.value) for each in Phase], **kwargs})
