"""Handoffs that cannot look better than their evidence."""

__version__ = "0.1.0"
