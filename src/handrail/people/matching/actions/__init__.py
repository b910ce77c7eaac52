"""Every change: one verb that people use; authorised, done and recorded in one transaction."""
