"""The kinds of paper page Cetak offers, one maker each; ``paper/makers.py`` lists them."""
