"""Limits: how much of a source is read before it is refused.

They keep any single source, however hostile, below ten seconds. Imports nothing.
"""

HEAD = 65_536
"""Bytes looked at to tell what a source is."""
MAX_BYTES = 10_000_000
"""Bytes of one article: a text file, a page, or one JSON record."""
MAX_CHARACTERS = 250_000
"""Code points of one article's text: some hundred times the usual length."""
MAX_COPY = 2_000_000_000
"""Bytes of an archive that comes from the network, from standard input or out of gzip."""
MAX_DIRECTORY = 2_000_000
"""Bytes of the list of files in a ZIP archive: some 20,000 files."""
MAX_RATIO = 100
"""Unpacked bytes to each packed byte, once ``RATIO_FREE`` bytes are out."""
RATIO_FREE = 1_000_000
MAX_BODY = 15_000_000
"""Bytes of one answer from the network, as sent."""
MAX_REDIRECTS = 5
FETCH_SECONDS = 8.0
"""Seconds of wall time for one address, redirects included."""
CONNECT_SECONDS = 4.0
"""Seconds for one look-up, connect or read on the network."""
MAX_DEPTH = 512
"""Elements inside one another on a page."""
MAX_ATTRIBUTES = 1_000
"""Attributes of one element; building a tree is quadratic in them."""
MAX_ELEMENTS = 300_000
"""Elements of a page."""
MAX_REFERENCES = 500_000
"""References (``&amp;``) of one feed."""
PAGE_SECONDS = 7
"""Seconds of wall time and of processor time to find the article of one page."""
TABLE_SECONDS = 20
"""Seconds of processor time to read one piece of a Parquet file."""
PAGE_MEMORY = 1_000_000_000
"""Bytes of address space of the process that reads pages."""
