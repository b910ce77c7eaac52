"""Lists of services that come from elsewhere: a file of rows, or another directory's feed in the open standard.

Nothing here writes. What arrives is read into rows, each with what is wrong with it and what it looks like; a person
reads the report before anything is added.
"""
