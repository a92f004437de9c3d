"""Roman numerals."""

_SIGNS = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"))
_SIGNS += ((9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    written = ""
    for worth, letters in _SIGNS:
        written += letters * (number // worth)
        number %= worth
    return written
