"""Writes what is served down as bytes (MessagePack), and reads it again: what comes out is equal to what went in.

Types are checked while reading, and nothing is made but the data that they name, whoever wrote the bytes.
"""

import os
from pathlib import Path
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from msgspec import MsgspecError, Struct, msgpack

Packed = TypeVar("Packed", bound=Struct)


def pack(value: Struct) -> bytes:
    """Write a value down; raises ValueError where it holds what has no form here."""
    return msgpack.encode(value, enc_hook=_written)


def unpack(packed: bytes, kind: type[Packed]) -> Packed:
    """Read a value of this kind; raises ValueError for bytes that hold none."""
    try:
        return msgpack.decode(packed, type=kind, dec_hook=_read)
    except (MsgspecError, LookupError, OSError, UnicodeError) as error:
        raise ValueError(str(error)) from error


def _written(value: object) -> bytes | str:
    match value:
        case Path():
            return os.fsencode(value)  # a file's name need not be text
        case ZoneInfo():
            return str(value)
    raise ValueError(f"{type(value).__name__} has no form")


def _read(kind: type, told: Any) -> Path | ZoneInfo:
    return Path(os.fsdecode(told)) if kind is Path else ZoneInfo(told)
