"""What an administrator is told when Twilio cannot be asked."""


class AccountError(Exception):
    """Twilio cannot be asked, or refuses; the message says what, the consequence, and what to do, without the token."""
