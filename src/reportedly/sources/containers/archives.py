"""ZIP and TAR archives, and single files packed by gzip, bzip2 or xz. Nothing of them is written to disk."""

import bz2
import gzip
import lzma
import os
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, Self, cast

from reportedly.sources.containers.box import Box, Budget, Fault, Inner, Spoiled, Stream, Unpacking
from reportedly.sources.containers.kinds import HEAD, is_tar
from reportedly.sources.containers.places import place, without_suffix
from reportedly.sources.containers.salvage import local_files

# A directory of a ZIP is read whole; this many bytes hold about two million names.
MAX_DIRECTORY = 200_000_000
MAX_EXTENDED_HEADER = 1_000_000
END = b"PK\x05\x06"
END_ROOM = 65_557
ENCRYPTED, UTF8 = 0x1, 0x800
OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/container.xml")
# A WACZ holds WARCs in one folder, and beside it indexes of them.
WACZ, PAGES = "datapackage.json", "archive/"
PAGE_SUFFIXES = (".html", ".htm", ".xhtml")
ZIP_FAULTS = (zipfile.BadZipFile, OSError, ValueError, RuntimeError, struct.error, zlib.error, lzma.LZMAError)
PACKED_FAULTS = (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError)
EXTENDED = {tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME,
            tarfile.GNUTYPE_LONGLINK}  # fmt: skip

Unpacker = gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile


def is_office(stream: IO[bytes]) -> bool:
    """Whether a ZIP is a document of its own: DOCX, XLSX, PPTX, ODT or EPUB."""
    try:
        if _directory_size(stream) > MAX_DIRECTORY:
            return False
        with zipfile.ZipFile(stream) as archive:
            return any(name in archive.NameToInfo for name in OFFICE)
    except ZIP_FAULTS:
        stream.seek(0)
        # A broken one shows by the names that stand before its first parts.
        head = stream.read(HEAD)
        return any(b"\x00" + name.encode() in head for name in OFFICE)


def zipped(stream: IO[bytes], box: Box) -> Iterator[Inner]:
    """The files of a ZIP in the order of its directory; of one without a directory, what can be saved."""
    if _directory_size(stream) > MAX_DIRECTORY:
        raise Fault("too-many", "two million")
    try:
        archive = zipfile.ZipFile(stream)
    except zipfile.BadZipFile:
        stream.seek(0)
        yield from local_files(stream, box)
        return
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        parts = _parts_of_pages([info.filename for info in infos])
        crawled = WACZ in archive.NameToInfo and any(info.filename.startswith(PAGES) for info in infos)
        for info in infos:
            if crawled and not info.filename.startswith(PAGES):
                box.leave_out("web archive: records about the crawl")
            elif info.filename.rpartition("/")[0].startswith(parts):
                box.leave_out("parts of a saved page")
            else:
                yield from _zip_file(archive, info, box)


def tarred(stream: Stream, box: Box) -> Iterator[Inner]:
    """The files of a TAR, in its order."""
    with tarfile.open(fileobj=cast("IO[bytes]", stream), mode="r|", tarinfo=_Header) as archive:
        while info := archive.next():
            # The library remembers each: of a million, too much.
            archive.members.clear()  # type: ignore[attr-defined]
            if info.isdir():
                continue
            if not info.isreg():
                box.refuse("link", place(info.name))
                continue
            found = archive.extractfile(info)
            if found:
                yield Inner(info.name, found)


def packed(stream: IO[bytes], box: Box) -> Iterator[Inner]:
    """What a gzip, bzip2 or xz file holds: the files of a TAR, or one file."""
    unpacked = _Packed(_unpacker(stream), box.budget)
    if is_tar(unpacked.peek(tarfile.BLOCKSIZE)):
        unpacked.is_one = False
        yield from tarred(unpacked, box)
        return
    yield Inner(without_suffix(box.name) or "content", unpacked, box.url)
    if unpacked.fault:
        raise unpacked.fault


class _Packed(Unpacking):
    """A packed file. Where `is_one` holds, a fault ends it, and is kept in `fault` instead of being raised: a
    download that broke off is read as far as it came."""

    is_one = True
    fault: Exception | None = None

    def __init__(self, stream: Unpacker, budget: Budget) -> None:
        super().__init__(stream, budget)
        self._begun = False
        self._some = stream.read1  # does not lose what came right before a fault

    def _more(self, size: int) -> bytes:
        if not self.is_one:
            return super()._more(size)
        try:
            found = b"" if self.fault else self._some(size)
        except PACKED_FAULTS as error:
            if not self._begun:
                raise
            self.fault, found = error, b""
        self._begun = self._begun or bool(found)
        self._budget.unpack(len(found))
        return found


def _unpacker(stream: IO[bytes]) -> Unpacker:
    magic = stream.read(3)
    stream.seek(0)
    if magic.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=stream, mode="rb")
    return bz2.BZ2File(stream) if magic == b"BZh" else lzma.LZMAFile(stream)


class _Zipped(Unpacking):
    """A member of a ZIP: each is packed for itself, so that a fault in one spoils no other."""

    def _more(self, size: int) -> bytes:
        try:
            return super()._more(size)
        except (*ZIP_FAULTS, EOFError) as error:
            raise Spoiled(str(error)) from error


class _Header(tarfile.TarInfo):
    """A header that is not believed when it announces a name of a gigabyte, or when its sum is wrong."""

    @classmethod
    def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
        try:
            info = super().frombuf(buf, encoding, errors)
        except tarfile.InvalidHeaderError as error:  # type: ignore[attr-defined]
            # The library would take it for the end of the archive.
            raise Fault("damaged", f"a member's header: {error}") from error
        if info.type in EXTENDED and info.size > MAX_EXTENDED_HEADER:
            raise Fault("damaged", f"a member's name of {info.size:,} bytes")
        return info


def _zip_file(archive: zipfile.ZipFile, info: zipfile.ZipInfo, box: Box) -> Iterator[Inner]:
    name = _zip_name(info)
    if info.flag_bits & ENCRYPTED:
        box.refuse("encrypted", place(name))
        return
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        box.refuse("link", place(name))
        return
    try:
        opened = archive.open(info)
    except NotImplementedError as error:
        box.refuse("unsupported", place(name), str(error))
        return
    except ZIP_FAULTS as error:
        box.refuse("damaged", place(name), str(error))
        return
    with opened:
        yield Inner(name, _Zipped(opened, box.budget))


def _zip_name(info: zipfile.ZipInfo) -> str:
    """Names without the mark for UTF-8 are in UTF-8 all the same, or in whatever the old machine had."""
    if info.flag_bits & UTF8:
        return info.filename
    try:
        return info.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _parts_of_pages(names: list[str]) -> tuple[str, ...]:
    """The folders ``NAME_files`` that a browser saved beside ``NAME.html``."""
    return tuple(f"{name.rpartition('.')[0]}_files" for name in names if name.lower().endswith(PAGE_SUFFIXES))


def _directory_size(stream: IO[bytes]) -> int:
    """How large a ZIP's directory is said to be; 0 where it has none. The stream is at its start again."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - END_ROOM))
    tail = stream.read(END_ROOM)
    stream.seek(0)
    at = tail.rfind(END)
    if at < 0 or len(tail) < at + 16:
        return 0
    (said,) = struct.unpack("<L", tail[at + 12 : at + 16])
    return size if said == 0xFFFFFFFF else int(said)
