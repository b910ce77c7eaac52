"""What is done with needs assessments."""
