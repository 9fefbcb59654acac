"""Posting what takes posted documents back."""
