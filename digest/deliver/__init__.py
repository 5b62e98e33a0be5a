"""Delivery: each subscriber of a frozen audience once, whatever happens."""
