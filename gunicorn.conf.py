"""How gunicorn serves the line; what stands in the Procfile's command line comes on top of this."""

import os

workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
preload_app = True  # settings are checked once, before any worker starts; the documents are shared

accesslog = None  # a row of states' paths is what one caller pressed
logger_class = "ivr.web.discretion.DiscreetLogger"
control_socket_disable = True
timeout = 30
graceful_timeout = 20  # seconds; Twilio waits 15 for an answer
