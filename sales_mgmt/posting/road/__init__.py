"""What every posting passes: checks of ours and of other apps, planning, numbers."""
