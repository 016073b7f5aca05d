"""The book of pictures: every page and state of the window from fictional desks, and the judge of what is cut off."""
