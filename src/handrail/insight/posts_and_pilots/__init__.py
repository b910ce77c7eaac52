"""Posts and pilots of the directory as areas read them: titles, shares, days and numbers, never who holds a post.

Rooms of areas do not import the directory, where people work and places lie; what they may know of it is here.
"""
