"""Exchange: bringing data in and taking it out, in documented formats, row by row, without losing a thing."""
