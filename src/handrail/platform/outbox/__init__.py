"""Messages: mail that tells somebody who signs in here to come and look.

A *message* waits in the outbox, is sent, or could not be delivered; what failed is kept and tried again. The same
occasion never writes twice to the same person: its *key* says which occasion that is.

Never: a name, a case or an answer in what is sent. Its words are chosen from a short list in `words.py`.
"""
