"""Sound for people at a computer: tones, a machine voice, and files that any player opens."""
