"""The local site: the questions of a morning's work, each a page, each line one click from its words."""

from reportedly.web.app import application
from reportedly.web.running import serve

__all__ = ["application", "serve"]
