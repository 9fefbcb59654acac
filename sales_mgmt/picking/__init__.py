"""Picking lists (domain A07): what is to be taken from the shelves for orders. Reading only; nothing is changed."""
