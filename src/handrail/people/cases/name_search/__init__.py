"""Names that can be found though they are sealed, and though they are spelt in another way.

Words: a *part* is one word of a name, folded so that spellings of one sound fall together; a *token* is a text made
from two parts (or one part and a birth date) that two spellings of a name are likely to share. The vault makes a
blind key of each token, so that the database holds numbers and no names.

Never: a token or a name in a log, an address or a message.
"""
