"""Messages: mail that tells somebody to come and look.

Never: a name, a case or an answer in what is sent.
"""
