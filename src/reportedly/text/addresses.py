"""Addresses that a page may link to."""

from urllib.parse import urlsplit


def web_address(url: str | None) -> str | None:
    """The address if it may become a link: http and https only, for a page could claim any other scheme."""
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc else None
