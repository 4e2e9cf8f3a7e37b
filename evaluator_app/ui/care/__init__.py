"""Care of the workspace in the window: backups by themselves, restored by date, moved, repaired."""
