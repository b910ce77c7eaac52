"""What a practice is about: one theme each, in one readable tuple."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PracticeThemeDefinition:
    """A theme, with what belongs to it, and the section of a report in which it usually stands."""

    code: str
    name: str
    means: str
    section: str


THEMES: Final = (
    PracticeThemeDefinition(
        "beside",
        "Support worker",
        "Navigators, co-ordinators, advisers and liaison officers who stay with one person",
        "victims-services",
    ),
    PracticeThemeDefinition(
        "trust",
        "Trust, language and staying in touch",
        "Interpreting, visits, care close to the person’s own community",
        "engagement",
    ),
    PracticeThemeDefinition(
        "place",
        "Accommodation, money and essentials",
        "Accommodation, funds, bags, and who is responsible for them",
        "accommodation",
    ),
    PracticeThemeDefinition(
        "police",
        "What the police do",
        "Investigation, analysis, training and prompts for officers",
        "force-collaboration",
    ),
    PracticeThemeDefinition(
        "assurance",
        "Accountability and plans",
        "Boards, scrutiny, updates, improvement plans",
        "force-collaboration",
    ),
    PracticeThemeDefinition(
        "together",
        "Working together",
        "Partnerships, forums, networks, conferences and joint operations",
        "partnership",
    ),
    PracticeThemeDefinition(
        "reach",
        "Prevention and reaching people",
        "Campaigns, education of workers and of the public, outreach",
        "improvement",
    ),
    PracticeThemeDefinition(
        "needs",
        "Needs, commissioning and take-up",
        "Needs assessments, contracts, grants, why services are not used",
        "improvement",
    ),
)
THEME_BY_CODE: Final = {theme.code: theme for theme in THEMES}
THEME_CHOICES: Final = tuple((theme.code, theme.name) for theme in THEMES)
