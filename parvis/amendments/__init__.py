"""From a resident's modification to what a member of the chamber does with it, in public."""
