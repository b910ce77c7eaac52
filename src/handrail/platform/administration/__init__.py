"""Who works for an organisation and in which role: invitations, roles, leavers, the yearly review, organisations."""
