"""Papers that belong to a file: taken in, looked over, sealed, handed out again.

Words: a *paper* is one file that somebody attached; its *type* is what its bytes say it is; it is *held* until a
scanner has looked at it; *taken back*, it is shown no more and kept.

Never: a rule about who may look (access), or a page (web). Nothing of a paper is ever written to a disk in clear.
"""
