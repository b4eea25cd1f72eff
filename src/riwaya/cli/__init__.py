"""The command ``riwaya``: a shell without decisions.

It asks ``pipeline`` and shows what ``export`` makes of it. Start-up is measured, so every module here is imported by
the command that needs it and by no other.
"""
