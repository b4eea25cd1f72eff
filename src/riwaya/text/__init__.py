"""Text: letters, tokens, sentences and quotations, all by offsets into the text as published.

Knows nothing of what words mean. Imports ``tables``.

>>> sentences(tokenise("He denies it. They confirm."))
[(0, 4), (4, 7)]
"""

from riwaya.text.letters import bare, fold, key
from riwaya.text.sentences import Quotation, quotations, sentences
from riwaya.text.tokens import BREAK, Tokens, tokenise

__all__ = [
    "BREAK",
    "Quotation",
    "Tokens",
    "bare",
    "fold",
    "key",
    "quotations",
    "sentences",
    "tokenise",
]
