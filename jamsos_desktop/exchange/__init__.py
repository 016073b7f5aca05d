"""Carry: keys, the sealed package of a village, and lists for other offices (docs/paket.md)."""
