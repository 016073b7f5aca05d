"""Jamsos Desa: the core. A whole program without a screen; it never imports Qt."""

__version__ = "1.0.0"
