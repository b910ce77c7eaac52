"""What may be asked of one case as a whole: plain frozen values out, never a row of the database."""
