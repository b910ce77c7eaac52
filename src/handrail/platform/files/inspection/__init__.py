"""Looking a paper over before it is taken: by what its bytes are, never by what its name says.

Bytes in, a type out, or FileRejectedError with a sentence for whoever sent it. Read in a child process with limits.
"""

from handrail.platform.files.inspection.errors import FileRejectedError
from handrail.platform.files.inspection.file_inspection import InspectedFile, inspect_file

__all__ = ["FileRejectedError", "InspectedFile", "inspect_file"]
