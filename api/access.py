"""Who may ask, and how often."""

import secrets
from typing import Annotated

from fastapi import Depends, HTTPException, Request
from fastapi.security import APIKeyHeader
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from api.settings import ApiSettings

_HEADER = APIKeyHeader(name="X-API-Key", auto_error=False, description="Needed where the operator set keys")


class Gate:
    """Lets a request in if it bears a key, where keys are set, and its sender hasn't asked too often.

    Parameters
    ----------
    settings
        Keys and rate limit.
    """

    def __init__(self, settings: ApiSettings) -> None:
        self._keys = [key.get_secret_value() for key in settings.keys]
        self._rate = settings.rate
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def __call__(self, request: Request, key: Annotated[str | None, Depends(_HEADER)] = None) -> None:
        """Raise an HTTP error 401 or 429 if the request may not pass."""
        if self._keys and not any(secrets.compare_digest(key.encode() if key else b"", k.encode()) for k in self._keys):
            raise HTTPException(401, "a valid key is needed in X-API-Key", {"WWW-Authenticate": "ApiKey"})
        if self._rate is None:
            return
        client = key if self._keys and key else request.client.host if request.client else ""
        if not self._limiter.hit(self._rate, client):
            wait = self._rate.get_expiry()
            raise HTTPException(429, f"more requests than {self._rate}; wait", {"Retry-After": str(wait)})
