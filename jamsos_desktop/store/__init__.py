"""Keep: the encrypted village file. The only room that speaks SQL (with ``hub/register``)."""
