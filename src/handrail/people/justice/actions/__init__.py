"""What people do here: answers, signatures, contacts, section 45, triage."""
