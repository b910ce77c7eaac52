"""The three formats: which file is what, and how large it may be."""

from collections.abc import Callable
from typing import Final

from handrail.areas.calls.return_files import csv_format, excel_format, word_format
from handrail.areas.calls.return_files.columns import EXTENSIONS, MAX_BYTES, ReturnTemplate
from handrail.areas.calls.return_files.isolated_reading import read_return_tables_in_child_process
from handrail.areas.calls.return_files.raw_tables import RawTables, UnreadableReturnFileError
from handrail.platform.kernel.messages import join_texts, msg

CONTENT_TYPES: Final = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "csv": "text/csv; charset=utf-8",
}
WRITERS: Final[dict[str, Callable[[ReturnTemplate], bytes]]] = {
    "xlsx": excel_format.write_return_workbook,
    "docx": word_format.write_return_word_document,
    "csv": csv_format.write_return_csv,
}
MACRO_EXTENSIONS: Final = ("xlsm", "docm", "xltm", "dotm", "xlsb")


def read_return_file(name: str, data: bytes) -> RawTables:
    """The file as it is written, read in a child process. Raises UnreadableReturnFileError with a sentence."""
    kind = name.rpartition(".")[2].casefold()
    if kind in MACRO_EXTENSIONS:
        raise UnreadableReturnFileError(
            "This kind of file can contain macros. Save it as .xlsx or .docx, like the template."
        )
    if kind not in WRITERS:
        known = join_texts((f"{words} (.{ending})" for ending, words in EXTENSIONS.items()))
        raise UnreadableReturnFileError(msg("Choose a file made from the template: {known}.", known=known))
    if len(data) > MAX_BYTES:
        raise UnreadableReturnFileError(
            msg(
                "The file is {data} MB. It must be {most_bytes} MB or smaller.",
                data=f"{len(data) / 1_000_000:.1f}",
                most_bytes=f"{MAX_BYTES / 1_000_000:.0f}",
            )
        )
    if not data.strip():
        raise UnreadableReturnFileError("The file is empty.")
    return read_return_tables_in_child_process(kind, data)


def write_return_file(kind: str, template: ReturnTemplate) -> bytes:
    """The template in that format."""
    return WRITERS[kind](template)
