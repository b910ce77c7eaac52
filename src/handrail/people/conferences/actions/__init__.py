"""What is done about conferences and joint visits. Each action writes rows and a record of the trail."""
