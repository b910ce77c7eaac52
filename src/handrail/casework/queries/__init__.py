"""What pages ask of cases: plain frozen values out, never a row of the database."""
