"""Canonical JSON and commitments.

Canonical form: UTF-8, keys sorted, no spaces, no NaN (a subset of RFC 8785: we record text, integers, lists, objects).
"""

import hashlib
import json


def canonical(record: dict) -> bytes:
    return json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def commitment(record: bytes, salt: bytes) -> bytes:
    """SHA-256("commit" 0x00 || salt || SHA-256(record)); salt: 32 random bytes, one per entry. 32 bytes out."""
    return hashlib.sha256(b"commit\x00" + salt + hashlib.sha256(record).digest()).digest()
