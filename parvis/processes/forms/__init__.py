"""What the organiser fills in. A draft may be saved at any time, half filled; pacts.missing tells what it lacks."""
