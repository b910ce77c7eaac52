"""People: who the person is, how to reach them safely, what keeps them safe.

Words: a *way* is one of the channels by which they can be reached, safe or not by itself; a *danger check* is what was
seen and said at one moment; a *safety plan* is in the person's words, and each version follows the last.

Never: a way shown as safe that danger, or the person's own no, closes.
"""
