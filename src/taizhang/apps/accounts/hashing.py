"""Passwords are hashed one at a time: each takes a hundred megabytes for a moment, and many sign in at nine o'clock."""

from __future__ import annotations

from threading import Lock

from django.contrib.auth.hashers import Argon2PasswordHasher

_ONE = Lock()


class OneAtATime(Argon2PasswordHasher):
    """Argon2 with Django's parameters, within the memory that the server may take."""

    def encode(self, password: str, salt: str) -> str:
        """Hash, after those who came before."""
        with _ONE:
            encoded: str = super().encode(password, salt)
        return encoded

    def verify(self, password: str, encoded: str) -> bool:
        """Compare, after those who came before."""
        with _ONE:
            fits: bool = super().verify(password, encoded)
        return fits
