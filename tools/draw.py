"""Draw the picture of the output for the README: `python -m tools.draw`.

Needs chromium and a font with Arabic letters (Debian: ``chromium``, ``fonts-noto-core``).
"""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "src" / "riwaya" / "data" / "samples" / "baydar.txt"
SAID = ("--date", "2023-03-15", "--publisher", "وكالة بيدر للأنباء")
PICTURE = ROOT / "docs" / "images" / "read.png"
SIZE = (1300, 1150)
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def draw(picture: Path) -> None:
    """Read a sample article, open its page in a browser without a window, and keep what it shows."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        sys.exit(f"No browser found; install one of: {', '.join(BROWSERS)}.")
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        read = ["read", "--language", "en", *SAID, "--html", str(page), SAMPLE.name]
        subprocess.run([sys.executable, "-m", "riwaya", *read], check=True, cwd=SAMPLE.parent)
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
            f"--window-size={SIZE[0]},{SIZE[1]}",
            f"--screenshot={picture}",
        ]
        subprocess.run(
            [browser, *options, page.as_uri()], check=True, capture_output=True, timeout=120
        )


if __name__ == "__main__":
    draw(PICTURE)
