"""What Excel and Word files have in common: both are ZIP packages, and a package may be a trap."""

import io
import zipfile

from handrail.assurance.calls.files.columns import MOST_ROWS, MOST_UNPACKED
from handrail.assurance.calls.files.raw import Unreadable

OLD = b"\xd0\xcf\x11\xe0"  # files of before 2007, and protected ones
MOST_PARTS = 2_000


def look_over(data: bytes, *, needs: str, called: str) -> None:
    """Refuse what is no such package, is protected, carries a program, or would not fit once unpacked."""
    if data.startswith(OLD):
        raise Unreadable(
            f"This is an old {called} file, or it is protected with a password. "
            f"Save it anew without a password, in the format of the template."
        )
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unreadable(f"This is not the {called} file that its name says it is.") from error
    names = {part.filename for part in parts}
    if needs not in names:
        raise Unreadable(f"This is not the {called} file that its name says it is.")
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        raise Unreadable("The file carries macros. Save it without them, in the format of the template.")
    size = sum(part.file_size for part in parts)
    if size > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise Unreadable(
            f"The file unpacks to {size / 1_000_000:,.0f} MB; the most is {MOST_UNPACKED / 1_000_000:,.0f} MB. "
            f"A return has at most {MOST_ROWS} rows: take out what the template did not have."
        )
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable("The file is protected with a password. Save it anew without one.")
