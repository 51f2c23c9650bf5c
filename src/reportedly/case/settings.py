"""``case.toml``: what marks a folder as a case, and what the user has set for it."""

import json
import tomllib
from pathlib import Path

import msgspec

from reportedly.errors import CaseError
from reportedly.records import Settings

NAME = "case.toml"
FORMAT = 1


def open_folder(folder: Path, create: bool) -> Settings:
    """The settings of a case folder, which is made when `create` is set and nothing is there.

    Raises CaseError for a folder that holds other things, or a case of a later version, or a bad setting.
    """
    file = folder / NAME
    if file.is_file():
        return _read(file)
    if not create:
        raise CaseError(
            f"There is no case in {str(folder)!r}. `reportedly read PATH --case {folder}` makes one."
        )
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise CaseError(f"{str(folder)!r} holds other things and is no case. Name a new or an empty folder.")
    folder.mkdir(parents=True, exist_ok=True)
    file.write_text(_text(Settings()), "utf-8")
    return Settings()


def _read(file: Path) -> Settings:
    try:
        content = tomllib.loads(file.read_text("utf-8"))
        found = content.pop("format", FORMAT)
        if found != FORMAT:
            raise CaseError(
                f"{file} is of format {found}, this reportedly reads {FORMAT}. Install a newer one."
            )
        return msgspec.convert(content.get("settings", {}), Settings)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise CaseError(f"{file} cannot be used: {error}. docs/cases.md lists the settings.") from error


def _text(values: Settings) -> str:
    lines = [f"{name} = {json.dumps(value)}" for name, value in msgspec.structs.asdict(values).items()]
    return "\n".join([f"format = {FORMAT}", "", "[settings]", *lines, ""])
