"""The case: the rows that the rules read, the key that opens their words, the door that is asked before any change.

Words: a *case* is one person's file, worked on; a *person* is who it is about; an *event* happened on a day; a
*consent* is one answer to one question; a *need* is what would help, an *offer* one service against it. To *enter* a
case is to lock it for somebody whom the door lets in.

Never: writes a row, or knows what anybody comes to do with one.
"""
