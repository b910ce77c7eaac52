"""What pages ask of the work on cases: plain frozen values out, never a row of the database."""
