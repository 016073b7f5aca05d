"""Where tortures take place."""

from tests.torture.places import places as places
