"""How gunicorn serves the line; what stands in the Procfile's command line comes on top of this."""

import atexit
import gc
import os
import shutil
import socket
import struct
import sys
import tempfile

import gunicorn.util

gc.disable()  # until all is loaded, and nothing of it is garbage: looking for that takes a tenth of the start

from ivr.web.discretion import refuse  # noqa: E402

workers_wanted = os.environ.get("WEB_CONCURRENCY", "2")
if not (workers_wanted.isdecimal() and 1 <= int(workers_wanted) <= 100):
    sys.exit("ivr: WEB_CONCURRENCY is not a number from 1 to 100: it is how many processes answer calls, such as 2")
if (os.environ.get("IVR_LOG") or "text") not in ("text", "json"):
    sys.exit("ivr: IVR_LOG is neither text nor json: it is the form of the log's lines")

workers = int(workers_wanted)
preload_app = True  # settings are checked once, before any worker starts; the documents are shared
timeout = 30
graceful_timeout = 20  # seconds; Twilio waits 15 for an answer

accesslog = None  # a row of states' paths is what one caller pressed
logger_class = "ivr.web.discretion.DiscreetLogger"
gunicorn.util.write_error = refuse  # there is no setting for it
control_socket_disable = True

forwarder_headers = ""  # addresses come from IVR_PUBLIC_URL, never from what a proxy or a stranger says
secure_scheme_headers = {}


def forget(folder, maker):
    """Remove what this server's workers counted; they inherit this, and are not to."""
    if os.getpid() == maker:
        shutil.rmtree(folder, ignore_errors=True)


mine = f"ivr-metrics-{os.getpid()}-"
if os.environ.get("IVR_METRICS_TOKEN") and mine not in os.environ.get("PROMETHEUS_MULTIPROC_DIR", ""):  # or reloaded
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix=mine)
    atexit.register(forget, os.environ["PROMETHEUS_MULTIPROC_DIR"], os.getpid())

READ_SECONDS = 5


def pre_fork(_server, _worker):
    """Leave what is loaded out of collections: a worker that looks through it would copy it into memory of its own."""
    gc.freeze()
    gc.enable()


def pre_request(worker, req):
    """Log no address: gunicorn's own hook does, at level debug."""


def when_ready(server):
    """Let go of whoever begins a request and does not go on; every connection inherits this from its listener."""
    for listener in server.LISTENERS:
        listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, struct.pack("ll", READ_SECONDS, 0))
