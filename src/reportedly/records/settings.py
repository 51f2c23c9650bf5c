"""What a user can set for a case, with the defaults; written to ``case.toml``."""

from typing import Literal

from msgspec import Struct


class Settings(Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of one case.

    `max_bytes`: a larger file is not read but listed in `errors`. `shard_files` and `shard_bytes`: how
    much one unit of work holds. `item_seconds`: processor time for one source, or for each part of a few
    thousand words of one article; what takes longer is given up and listed in `errors`.

    `tier`: the model that reads statements, the exact ``encoder`` or the ``fast`` one. `events`: whether what
    happened is read too, which takes a third more time.

    Of containers: `max_depth`, how many may lie in one another; of a file with all that lies in it,
    `max_members`, `max_unpacked` bytes, and `max_ratio` unpacked bytes a packed one (looked at beyond
    `max_bytes`).
    """

    max_bytes: int = 50_000_000
    shard_files: int = 64
    shard_bytes: int = 16_000_000
    item_seconds: int = 120
    tier: Literal["encoder", "fast"] = "encoder"
    events: bool = True
    max_depth: int = 3
    max_members: int = 1_000_000
    max_unpacked: int = 50_000_000_000
    max_ratio: int = 200
