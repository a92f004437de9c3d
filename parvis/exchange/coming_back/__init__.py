"""Open data read back: `parvis import open-data` makes of it the processes it tells, in an instance that lacks them."""
