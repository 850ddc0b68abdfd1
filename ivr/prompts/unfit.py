"""Why a speaker's recording is not taken."""


class Unfit(Exception):  # noqa: N818 - reads as what it is
    """A recording that is not taken; the message says why and what to do, in Dutch for operators."""
