"""The drawing tools of all papers: document and letters, layouts in millimetres, frames, lists, letters, QR codes."""
