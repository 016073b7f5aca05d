"""The window: pages and widgets over the core; it enters the core by its doors only."""
