"""The office's own blank (docs/blangko.md): read apart, checked at the door, printed in place of our layout."""
