"""Rules over a menu that can be read."""
