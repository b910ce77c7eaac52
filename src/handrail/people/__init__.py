"""Records of people: a case from first contact to recovery. Never imports areas or insight."""
