"""``python -m riwaya`` is the command ``riwaya``."""

import sys

from riwaya.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
