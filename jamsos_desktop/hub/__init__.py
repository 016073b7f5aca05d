"""The district's register (a later issue); its floor is kept for it."""
