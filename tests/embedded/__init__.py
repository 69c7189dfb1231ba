"""Tests of the engine that needs no network."""
