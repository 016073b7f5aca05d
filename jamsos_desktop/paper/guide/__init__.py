"""The guide as a book on paper. ``marks`` reads what a chapter is written in (the screen reads it through that too),
``flow`` makes a story of it, ``leaves`` its pages, ``book`` the whole. reportlab is loaded by the first book made."""
