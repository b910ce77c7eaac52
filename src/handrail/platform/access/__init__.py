"""The access policy: who may see or do a thing, on which file, on what ground, until when.

Words: an *actor* is a signed-in person acting for a body in a role; a *file* is one person's record, owned by
a body; a *grant* opens named kinds of information on a file to a body or a person, on a ground, for a time;
a `CaseAccess` is what one actor may see of one file today.

Never: a case, a consent or a page. It knows files by their number alone. The default answer is no.
"""
