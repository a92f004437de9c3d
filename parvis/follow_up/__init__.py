"""What follows a decision: what was decided against what was asked, what is then done, and what it proves."""
