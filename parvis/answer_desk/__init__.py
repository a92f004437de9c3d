"""The answer desk: answers are drafted, read by a second pair of eyes, signed, and published together on a day."""
