"""Public identifiers: 128 random bits in a short text form."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz"  # no I, L, O, U: read aloud without a doubt
LENGTH = 23  # 54 ** 23 > 2 ** 128
REHEARSAL = "_"  # begins the id of a process that is only rehearsed, and of no other: nothing of it is recorded


def new_public_id() -> str:
    number, text = secrets.randbits(128), ""
    for _place in range(LENGTH):
        number, digit = divmod(number, len(ALPHABET))
        text += ALPHABET[digit]
    return text


def new_rehearsal_id() -> str:
    return REHEARSAL + new_public_id()[1:]
