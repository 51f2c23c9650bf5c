"""Containers (archives, web archives, feeds, mails, tables): what lies in a file that is no document."""

from reportedly.sources.containers.box import LeftOut, Limits, Member, Refused
from reportedly.sources.containers.members import members

__all__ = ["LeftOut", "Limits", "Member", "Refused", "members"]
