"""Recordings that are made while callers are served: on a page or by telephone, the same is asked of them and kept."""

from ivr.keeping.earlier import Earlier
from ivr.keeping.place import Objected, Place
from ivr.keeping.served import Served, file_of, recordings_of
from ivr.keeping.turns import Busy, turn

__all__ = ["Busy", "Earlier", "Objected", "Place", "Served", "file_of", "recordings_of", "turn"]
