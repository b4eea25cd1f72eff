"""What all tests share: a cache folder of their own, and the same examples on every run."""

import os
import tempfile

from hypothesis import settings

# Tables compiled by an older state of the code must not answer for this one.
# Workers inherit the folder.
os.environ.setdefault("RIWAYA_CACHE", tempfile.mkdtemp(prefix="riwaya-tests-"))

settings.register_profile("riwaya", deadline=None, derandomize=True)
settings.load_profile("riwaya")
