"""Every file of the corpus gets its answer, through the reader that a page asks, and none comes near a limit."""

import pytest

from handrail.areas.calls.return_files.formats import read_return_file
from handrail.areas.calls.return_files.raw_tables import ReturnFileRejectedError
from handrail.directory.incoming.csv_table import read_csv_table
from handrail.directory.incoming.errors import UnreadableListError
from handrail.directory.incoming.feed_pages import read_service_page
from handrail.platform.files.inspection import FileRejectedError, inspect_file
from handrail.platform.parsers.parser_process import BUSY, NOT_READ, TOO_MUCH
from support.hostile_base import READ, HostileFile
from support.hostile_files import FILES


def ask(file: HostileFile) -> str:
    """Words of the refusal or of what is to be mended; nothing where the file is read."""
    data = file.make()
    try:
        if file.room == "paper":
            inspect_file(file.name, data)
        elif file.room == "return":
            return " ".join(one.reason for one in read_return_file(file.name, data).findings)
        elif file.room == "csv":
            read_csv_table(data)
        else:
            read_service_page(data)
    except ReturnFileRejectedError as no:
        return no.findings[0].reason
    except (FileRejectedError, UnreadableListError) as no:
        return str(no)
    return ""


def test_the_corpus_has_sixty_files():
    assert len(FILES) >= 60


@pytest.mark.parametrize("title", FILES)
def test_a_hostile_file_is_read_or_refused_in_words(title):
    answer = ask(FILES[title])
    assert answer not in (TOO_MUCH, NOT_READ, BUSY)
    if FILES[title].answer == READ:
        assert answer == ""
    else:
        assert FILES[title].answer in answer
