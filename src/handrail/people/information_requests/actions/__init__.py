"""What people do with requests for information."""
