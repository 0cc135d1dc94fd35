"""What a handoff is made of. Imports nothing of ours and nothing heavy."""
