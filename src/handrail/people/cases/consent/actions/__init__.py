"""What people do about consent: write an answer down, share and end it, prepare a report and say that it was sent."""
