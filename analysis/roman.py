"""Roman numerals."""

_SIGNS = {"M": 1000, "CM": 900, "D": 500, "CD": 400, "C": 100, "XC": 90, "L": 50, "XL": 40, "X": 10}
_SIGNS |= {"IX": 9, "V": 5, "IV": 4, "I": 1}


def roman(number: int) -> str:
    written = ""
    for letters, worth in _SIGNS.items():
        written += letters * (number // worth)
        number %= worth
    return written
