"""The case: a folder that holds raw bytes, stage outputs and one database, and survives a kill."""

from reportedly.case.case import Case, StageState
from reportedly.case.correcting import Change
from reportedly.case.facets import By, Facet, counted
from reportedly.case.intake import expect
from reportedly.case.listing import Listing
from reportedly.case.paging import Count, Page
from reportedly.case.reading import Report
from reportedly.case.rulings import Ruled, RulingState
from reportedly.case.search import Hit
from reportedly.case.wanted import Wanted

__all__ = [
    "By",
    "Case",
    "Change",
    "Count",
    "Facet",
    "Hit",
    "Listing",
    "Page",
    "Report",
    "Ruled",
    "RulingState",
    "StageState",
    "Wanted",
    "counted",
    "expect",
]
