"""The case: the rows that the rules read, the key that opens their words, the permission asked before any change.

Words: a *case* is one person's file, worked on; a *person* is who it is about; an *event* happened on a day; a
*consent* is one answer to one question; a *need* is what would help, an *offer* one service against it.

Never: writes a row, or knows what anybody comes to do with one.
"""
