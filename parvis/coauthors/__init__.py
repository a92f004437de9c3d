"""A modification signed together: the private link its author hands on, and who signed with them."""
