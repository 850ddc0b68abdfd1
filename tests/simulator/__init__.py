"""The stand-in for Twilio behaves as Twilio documents itself."""
