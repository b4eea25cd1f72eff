"""Riwaya reads Arabic news and keeps who says what, through whom, who confirms it and who denies it."""
