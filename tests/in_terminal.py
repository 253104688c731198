#!/usr/bin/env python3
"""Runs a command in a terminal and prints all that it shows there: `in_terminal.py COLUMNS COMMAND...`.

What comes in on standard input is typed, piece by piece between NULs, each time the command has gone quiet.
"""

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time

QUIET = 0.5
LIMIT = 20


def main():
    columns, command = int(sys.argv[1]), sys.argv[2:]
    pieces = [piece for piece in sys.stdin.buffer.read().split(b"\0") if piece]
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        os.execvp(command[0], command)
    shown, deadline = b"", time.monotonic() + LIMIT
    while time.monotonic() < deadline:
        ready, _, _ = select.select([terminal], [], [], QUIET if pieces else 1)
        if ready:
            try:
                chunk = os.read(terminal, 65536)
            except OSError:  # The other end is closed.
                break
            if not chunk:
                break
            shown += chunk
        elif pieces:
            os.write(terminal, pieces.pop(0))
    else:
        os.kill(child, signal.SIGKILL)
    sys.stdout.buffer.write(shown)
    sys.stdout.flush()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


sys.exit(main())
