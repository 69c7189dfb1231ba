"""Scripts that make the shipped models from gold notes. Reproducible; imported by nothing."""
