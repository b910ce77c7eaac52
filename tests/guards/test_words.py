"""The words of the house: people are people, and no office that a law may rename is written into the text."""

import re

import pytest

from support.repository import ROOT, text, tracked

AVOID = {
    r"\b(our|each|every) clients?\b|\bclient (needs|case|file)s?\b": "the person, or potential victim",
    r"\b(PCCs?|PFCCs?|OPCCs?)\b": "local policing body",
    r"\billegals?\b(?! Migration)": "say what is unlawful, or without leave",
    r"\bservice users?\b": "the person",
    r"\btrafficking victims?\b": "potential victim",
}
READ = (".py", ".html", ".md", ".js", ".scss", ".txt")

# Lines that need the word, and why.
ALLOWED = {
    "GLOSSARY.md": "says which words to avoid",
    "tests/guards/test_words.py": "names the words",
    "tests/demo/test_plan.py": "looks for the words in the demo's texts",
    "src/handrail/site/data/practices.csv": "quotes the source",
    "CONTRIBUTING.md": "points at the words to avoid",
    "src/handrail/areas/practices/sections.py": "has the headings of the source as they stand there",
    "tests/demo/hestia_index.py": "has the headings of the source as they stand there",
    "tests/demo/hestia_facts.py": "has the headings of the source as they stand there",
}


def lines():
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix in READ and name not in ALLOWED and not name.startswith("requirements/"):
            for number, line in enumerate(text(path).splitlines(), 1):
                yield name, number, line


@pytest.mark.parametrize("word", AVOID)
def test_the_word_is_not_used(word):
    found = [
        f"{name}:{number}: {line.strip()}"
        for name, number, line in lines()
        if re.search(word, line, 0 if "PCC" in word else re.IGNORECASE)
    ]
    assert found == [], f"say instead: {AVOID[word]}"
