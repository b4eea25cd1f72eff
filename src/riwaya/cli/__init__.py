"""The command ``riwaya``: a shell without decisions.

It asks ``pipeline`` and shows what ``export`` makes of it. Start-up is measured, so every module here is imported by
the command that needs it and by no other.
"""

import sys

if "typing_extensions" not in sys.modules:
    # msgspec loads it where it is installed and does as well without it: ten milliseconds of every start
    sys.modules["typing_extensions"] = None  # type: ignore[assignment]
    import msgspec  # noqa: F401

    del sys.modules["typing_extensions"]
