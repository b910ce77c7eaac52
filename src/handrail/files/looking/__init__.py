"""Looking a paper over before it is taken: by what its bytes are, never by what its name says.

Pure: bytes in, a type out, or NotTaken with a sentence for whoever sent it.
"""

from handrail.files.looking.looking import Looked, look
from handrail.files.looking.refusal import NotTaken

__all__ = ["Looked", "NotTaken", "look"]
