"""What happened between whom: mentions joined to events, pairs of states over time, their formal ties."""

from reportedly.relations.agreement import Agreement, agreements, undated
from reportedly.relations.joining import Travel, join, travel
from reportedly.relations.sightings import Sighting, sightings
from reportedly.relations.states import asked, name_of
from reportedly.relations.treaties import Shared, allied, read_alliances, read_memberships, shared
from reportedly.relations.votes import read_ideal_points, read_roll_calls, read_votes

__all__ = [
    "Agreement",
    "Shared",
    "Sighting",
    "Travel",
    "agreements",
    "allied",
    "asked",
    "join",
    "name_of",
    "read_alliances",
    "read_ideal_points",
    "read_memberships",
    "read_roll_calls",
    "read_votes",
    "shared",
    "sightings",
    "travel",
    "undated",
]
