"""Our own documents read back."""
