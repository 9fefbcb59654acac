"""Whose transaction it is: retrying, attempting, each on its own, once."""
