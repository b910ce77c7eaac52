"""Known weaknesses that several measures share, in the words that are printed beside their figures."""

from typing import Final

ONLY_OURS: Final = "only people supported through Handrail"
ONCE_A_MONTH: Final = "if it happens to someone in two months, they are counted in both"
AS_RECORDED: Final = "only what was recorded when the figures were drawn"
FIRST_ONE: Final = "if a person has several of these in a month, only the first is counted"
