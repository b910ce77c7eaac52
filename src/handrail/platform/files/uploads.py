"""Files that are sent to us: kept in memory for as long as the request lasts, and never written to a disk in clear."""

from io import BytesIO
from typing import Any, Final

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

MAX_UPLOAD_BYTES: Final = 26 * 1024 * 1024


class InMemoryUploadHandler(FileUploadHandler):
    """The only handler there is. Of a file that is too large only its length is kept, so that the page can say so.

    It serves a whole request: all files of one together may be as large as one alone.
    """

    _files = _sent = 0

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin a file."""
        super().new_file(*args, **kwargs)
        self._kept = BytesIO()
        self._files += 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Keep it, or let go of everything once there is too much. Raises RequestDataTooBig where files add up."""
        self._sent += len(raw_data)
        if self._files > 1 and self._sent > MAX_UPLOAD_BYTES:
            raise RequestDataTooBig("The files in this request are too large together.")
        if start + len(raw_data) > MAX_UPLOAD_BYTES:
            self._kept = BytesIO()
        else:
            self._kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """What the form is given."""
        self._kept.seek(0)
        return InMemoryUploadedFile(
            file=self._kept if file_size <= MAX_UPLOAD_BYTES else BytesIO(),
            field_name=self.field_name,
            name=self.file_name or "file",
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
