"""Papers that belong to a file: taken in, looked over, sealed, handed out again.

Words: a *paper* is one file that somebody attached; it is *held* until a scanner has looked at it.

Never: a rule about who may look (access), or a page (web).
"""
