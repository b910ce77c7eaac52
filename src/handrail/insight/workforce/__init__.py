"""What the directory knows of staff and money, for areas: posts, trainings and funds, as counts and names of funds."""
