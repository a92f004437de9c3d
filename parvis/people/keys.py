"""Keys kept out of the database: sealing what is stored, and deriving identifiers that cannot be guessed.

The seal key comes from the environment (PARVIS_SEAL_KEY), outside any dump. Process keys are 32 random bytes, stored
sealed with AES-256-GCM; destroying the sealed key cuts every link from participants to people.
"""

import hashlib
import hmac
import os
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings


class WrongSeal(Exception):
    """What was sealed cannot be opened: the seal key changed or the bytes were altered."""


@lru_cache(maxsize=4)
def _derived(secret: str, purpose: str) -> bytes:
    return hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest()


def seal(plain: bytes) -> bytes:
    nonce = os.urandom(12)
    return nonce + AESGCM(_derived(settings.PARVIS_SEAL_KEY, "seal")).encrypt(nonce, plain, None)


def unseal(sealed: bytes) -> bytes:
    """Raises WrongSeal."""
    try:
        return AESGCM(_derived(settings.PARVIS_SEAL_KEY, "seal")).decrypt(sealed[:12], sealed[12:], None)
    except InvalidTag:
        raise WrongSeal


def digest(purpose: str, text: str) -> str:
    """A keyed digest for look-ups of things that must not be stored in clear; 64 hexadecimal characters."""
    return hmac.new(_derived(settings.PARVIS_SEAL_KEY, purpose), text.encode(), hashlib.sha256).hexdigest()


def participant_key(process_key: bytes, person_public_id: str) -> bytes:
    """32 bytes that stand for a person inside one process."""
    return hmac.new(process_key, person_public_id.encode(), hashlib.sha256).digest()
