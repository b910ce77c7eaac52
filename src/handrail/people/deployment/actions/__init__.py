"""What people do about requests, deployments, languages, interpreters, choices and advice."""
