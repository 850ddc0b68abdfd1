"""gunicorn's log, and that of everything in its processes, without what requests hold."""

import logging
import os
from typing import Any, TextIO

from gunicorn.glogging import Logger

from ivr.web.logs import FORMS, formatter


class Everybody(logging.StreamHandler[TextIO]):
    """Takes what no other handler has taken; there is one."""


class DiscreetLogger(Logger):  # type: ignore[misc] # gunicorn has no types
    """Writes whatever is logged by anyone in the form that IVR_LOG asks for, and only what is known to be safe."""

    def setup(self, cfg: Any) -> None:
        """Take the place of gunicorn's formatters, and of Python's last resort for everybody else's lines."""
        super().setup(cfg)
        logging.raiseExceptions = False  # Python would print what could not be put in a line
        root = logging.getLogger()
        for handler in [found for found in root.handlers if isinstance(found, Everybody)]:
            root.removeHandler(handler)
        root.addHandler(everybody := Everybody())
        logging.getLogger("ivr").setLevel(self.loglevel)
        form = formatter(os.environ.get("IVR_LOG") or FORMS[0])
        for handler in (*self.error_log.handlers, *self.access_log.handlers, everybody):
            handler.setFormatter(form)
