"""What happened between whom: mentions joined to events, pairs of states over time, their formal ties."""

from reportedly.relations.agreement import agreements, voted
from reportedly.relations.columns import Passed
from reportedly.relations.dealings import Spot, dealings, may_be_of_two, spots, states_of
from reportedly.relations.dyads import dyad, shown_of
from reportedly.relations.joining import Travel, join, travel
from reportedly.relations.sightings import Sighting, sightings
from reportedly.relations.signs import weight
from reportedly.relations.states import asked, name_of
from reportedly.relations.talk import once, remarks
from reportedly.relations.treaties import allied, read_alliances, read_memberships, shared
from reportedly.relations.votes import read_ideal_points, read_roll_calls, read_votes, read_votes_and_calls

__all__ = [
    "Passed",
    "Sighting",
    "Spot",
    "Travel",
    "agreements",
    "allied",
    "asked",
    "dealings",
    "dyad",
    "join",
    "may_be_of_two",
    "name_of",
    "once",
    "read_alliances",
    "read_ideal_points",
    "read_memberships",
    "read_roll_calls",
    "read_votes",
    "read_votes_and_calls",
    "remarks",
    "shared",
    "shown_of",
    "sightings",
    "spots",
    "states_of",
    "travel",
    "voted",
    "weight",
]
