"""The line's telephone number at Twilio: what it is set to, what it should be, and whether callers get the line.

For administrators, through `ivr twilio`; the server uses nothing of this.
"""
