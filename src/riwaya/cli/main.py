"""The entry point: one command, one exit code, never a traceback.

==== ==========================================
code meaning
==== ==========================================
0    all was read
1    some sources could not be read
2    the command was wrong, or could not write
3    no source could be read
130  ended by Ctrl-C
==== ==========================================

Imports ``options`` and ``words``; ``arguments`` and the module of the command on use.
"""

import gc
import os
import sys
from collections.abc import Sequence

from riwaya.cli.options import Options, named
from riwaya.cli.words import word
from riwaya.errors import RiwayaError

USAGE, CTRL_C = 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    gc.disable()  # until the first reading: start-up makes no garbage, and looking for it costs a tenth of it
    _speak_utf8()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        # whoever reads our output has read enough; nothing more may be flushed to them at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return CTRL_C
    except RiwayaError as error:
        return complain(str(error))
    except OSError as error:
        return complain(word("cannot_write").format(name=error))
    except Exception as error:
        if os.environ.get("RIWAYA_DEBUG"):
            raise
        return complain(word("unexpected").format(name=f"{type(error).__name__}: {error}"))
    finally:
        gc.enable()
    return code


def complain(message: str) -> int:
    """Say on standard error what is wrong, and return the exit code for it."""
    from riwaya.export.plain import visible

    print(f"riwaya: {visible(message)}", file=sys.stderr)
    return USAGE


def _speak_utf8() -> None:
    """Write UTF-8 whatever the system's setting: in another encoding no Arabic could be written at all."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _run(arguments: Sequence[str] | None) -> int:
    options = named(sys.argv[1:] if arguments is None else arguments) or _parsed(arguments)
    if options.version:
        return _version()
    if options.command is None:
        from riwaya.cli.arguments import parser

        parser().print_help(sys.stderr)
        return USAGE
    if options.command == "read":
        from riwaya.cli.read import read

        return read(options)
    from riwaya.cli import commands

    return commands.RUN[options.command](options)


def _parsed(arguments: Sequence[str] | None) -> Options:
    from riwaya.cli.arguments import parser

    return parser().parse_args(arguments, Options())


def _version() -> int:
    from importlib.metadata import version

    print(f"riwaya {version('riwaya')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
