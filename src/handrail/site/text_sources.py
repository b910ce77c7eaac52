"""Every table of a room whose texts are read on pages, for the Welsh catalogues."""

from handrail.areas.partnerships.sourced_codes import list_template_questions_of_group_survey
from handrail.pathway.rule_descriptions import KIND_WORDS, UNITS
from handrail.pathway.stages import STAGES
from handrail.people.justice.rules.entitlements import DUTY_HOLDERS, RIGHTS
from handrail.people.justice.rules.stages import STAGES as STAGE_NAMES
from handrail.platform.i18n.text_sources import (
    CountedNouns,
    CsvTexts,
    JsonTexts,
    ModuleTableTexts,
    TextSource,
)

SURVEY_OPTIONS = tuple(
    option
    for kind in ("forum", "trust")
    for one in list_template_questions_of_group_survey(kind)
    for option in one.options
)

SOURCES: tuple[TextSource, ...] = (
    CsvTexts("handrail.pathway", "data/clocks.csv", ("name", "awaited", "owner", "source", "note")),
    CsvTexts("handrail.pathway", "data/laws.csv", ("law", "state", "bearing", "source")),
    CsvTexts(
        "handrail.people.personal_data",
        "data/retention.csv",
        ("what", "how_long", "decides", "source", "note"),
    ),
    CsvTexts("handrail.people.housing", "data/who_answers.csv", ("who", "pays", "rule", "source", "note")),
    CsvTexts("handrail.people.justice", "data/entitlements.csv", ("words", "prompt", "source", "confidence")),
    CsvTexts("handrail.areas.partnerships", "data/group_kinds.csv", ("name", "source")),
    CsvTexts("handrail.areas.partnerships", "data/terms_templates.csv", ("source",)),
    CsvTexts("handrail.areas.partnerships", "data/survey_questions.csv", ("text", "low", "high", "source")),
    ModuleTableTexts("handrail.areas.partnerships", "data/survey_questions.csv", SURVEY_OPTIONS),
    CsvTexts("handrail.areas.partnerships", "data/operation_codes.csv", ("name",)),
    CsvTexts("handrail.areas.commissioning", "data/regimes.csv", ("name", "source", "note")),
    CsvTexts("handrail.areas.commissioning", "data/thresholds.csv", ("name", "source", "note")),
    CsvTexts("handrail.areas.commissioning", "data/notice_rules.csv", ("name", "source", "note")),
    CsvTexts("handrail.areas.commissioning", "data/standstill.csv", ("source", "note")),
    CsvTexts("handrail.areas.prevention", "data/codes.csv", ("words", "source")),
    CsvTexts("handrail.areas.intelligence", "data/codes.csv", ("words", "source")),
    CsvTexts("handrail.platform.reference", "data/languages.csv", ("name",)),
    ModuleTableTexts("handrail.pathway", "stages.py", tuple(stage.headline.rstrip(".") for stage in STAGES)),
    ModuleTableTexts("handrail.pathway", "descriptions.py", tuple(KIND_WORDS.values())),
    ModuleTableTexts(
        "handrail.people.justice",
        "rules/entitlements.py",
        (*RIGHTS.values(), *DUTY_HOLDERS.values(), *STAGE_NAMES.values()),
    ),
    CsvTexts("handrail.areas.needs", "data/legal_basis.csv", ("words", "source")),
    JsonTexts("handrail.people.referral_form", "data/form-2026-04.json"),
    JsonTexts("handrail.platform.reference", "data/code_lists.json"),
    CountedNouns("handrail.pathway", "descriptions.py", tuple((one, f"{one}s") for one in UNITS.values())),
)
