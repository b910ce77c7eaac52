"""Which language two people could speak, and when an interpreter has to come. Pure: no database, no clock.

    spoken.py         `SpokenLanguage`, `VictimLanguages`, levels and how they are known
    routes.py         `suggest_language_route`, `list_language_routes`: the ways to speak, best first, with reasons
    close_varieties.py  the short table of varieties whose speakers mostly follow each other, each row with its source
    questions.py      `list_likely_languages_of_territory`: what CLDR says is spoken in a country: to ask about
    talks.py          `needs_independent_interpreter`: which talks no bilingual worker may interpret
    interpreters.py   `list_interpreter_objections`: who may never interpret, and for what
    conflict_check.py `get_conflict_check_state`: a check that ends with each new name in the case

The person chooses. A computed way is a suggestion: they may refuse a language, or a person, without giving a reason.
"""
