"""A process of its own that has filters run: no environment, and for each answer a copy of itself that is confined.

The first argument is where to import from, standard input a socket. A message is a count, and with it so many
descriptors: of an answer, of a slip with the filters, and of a file for what each makes. What comes back is the copy's
exit code. This process reads none of these files, so that nothing of one answer is there for the next.
"""

import os
import socket
import sys
from importlib import import_module
from struct import Struct

COUNT, CODE = Struct("!H"), Struct("!i")
MOST = 250
"""Descriptors in one message; Linux takes 253."""
STOPPED = 1


def main() -> int:
    """Serve until nobody is there to ask."""
    sys.path += sys.argv[1].split(":")
    import_module("jq")
    import_module("scapkit.collect.filtering.job")
    connection = socket.socket(fileno=0)
    while True:
        message, descriptors, *_ = socket.recv_fds(connection, COUNT.size, MOST)
        if not message:
            return 0
        complete = len(descriptors) == COUNT.unpack(message)[0]
        connection.sendall(CODE.pack(_in_a_copy(descriptors) if complete else STOPPED))
        for each in descriptors:
            os.close(each)


def _in_a_copy(descriptors: list[int]) -> int:
    """Filter in a copy of this process; its exit code, negative where a signal ended it."""
    from scapkit.collect.filtering.job import run

    copy = os.fork()
    if copy:
        return os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1])
    code = STOPPED
    try:
        os.close(0)
        run(*descriptors)
        code = 0
    finally:
        os._exit(code)


if __name__ == "__main__":
    sys.exit(main())
