"""What leaves the demo notes, searched for secrets that people listed by hand."""
