"""From a nationality as the published tables print it to what an invented person speaks, and so what they are called.

Languages by nationality come from no statistic. "All other" holds hundreds of labels whose shares are not published;
the dozen here stand for them.
"""

from random import Random
from typing import Final

REST: Final = "All other"

# Languages, each so many times as likely as the others of the line.
LANGUAGES_SPOKEN: Final[dict[str, dict[str, int]]] = {
    "Afghan": {"ps": 1, "fa": 1},
    "Albanian": {"sq": 1},
    "Bangladeshi": {"bn": 1},
    "Brazilian": {"pt": 1},
    "Bulgarian": {"bg": 1},
    "Chinese": {"cmn": 1},
    "Egyptian": {"arz": 1},
    "Eritrean": {"ti": 1},
    "Ethiopian": {"am": 5, "ti": 1},
    "Filipino": {"fil": 1},
    "Ghanaian": {"tw": 1},
    "Indian": {"hi": 3, "ml": 2, "pa": 2},
    "Iranian": {"fa": 4, "ckb": 1},
    "Iraqi": {"ckb": 3, "ar": 1},
    "Moroccan": {"ary": 1},
    "Namibian": {"en-NA": 1},
    "Nepalese": {"ne": 1},
    "Nigerian": {"yo": 3, "ig": 2, "ha": 1},
    "Pakistani": {"ur": 1},
    "Pakistani UK": {"ur": 1},
    "Polish": {"pl": 1},
    "Portuguese": {"pt": 1},
    "Romanian": {"ro": 1},
    "Sierra Leonean": {"kri": 1},
    "Somali": {"so": 1},
    "South Sudanese": {"apd": 1},
    "Sri Lankan": {"ta": 2, "si": 1},
    "Sudanese": {"apd": 1},
    "Syrian": {"apc": 1},
    "Thai": {"th": 1},
    "UK": {"en": 20, "cy": 1},
    "Vietnamese": {"vi": 1},
}
# What stands for the rest, as often as each other.
OTHER_NATIONALITIES: Final[dict[str, str]] = {
    "Lithuanian": "lt",
    "Ukrainian": "uk",
    "Turkish": "tr",
    "Hungarian": "hu",
    "Kuwaiti": "ar",
    "Zimbabwean": "sn",
    "Slovak": "sk",
    "Latvian": "lv",
    "Mongolian": "mn",
    "Bulgarian": "bg",
    "Congolese": "ln",
    "Colombian": "es",
}
DISPLAY_NAMES: Final = {"UK": "British", "Pakistani UK": "Pakistani and British"}
"""Labels that the tables print otherwise than people say."""


def pick_nationality_and_language(r: Random, label: str) -> tuple[str, str]:
    """Somebody's nationality and language, by a label of the published figures.

    Returns:
        The nationality in words ("" where it is not known) and the tag of a language.
    """
    if label in LANGUAGES_SPOKEN:
        tongues = LANGUAGES_SPOKEN[label]
        return DISPLAY_NAMES.get(label, label), r.choices(tuple(tongues), tuple(tongues.values()))[0]
    if label == REST:
        return r.choice(tuple(OTHER_NATIONALITIES.items()))
    return "", r.choice(tuple(OTHER_NATIONALITIES.values()))  # not known
