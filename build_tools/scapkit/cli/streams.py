"""What a command makes: into the file that was asked for, else to standard output."""


def give(data: bytes, output: str | None, *inputs: str) -> None:
    """Write the bytes to a file, whole or not at all and never over an input, or to standard output."""
    import sys

    from scapkit.api.files.writing import Output, write_all
    from scapkit.xmlio.files import told_of

    if output:
        write_all([Output(output, lambda: data)], inputs)
    else:
        with told_of("standard output"):
            sys.stdout.flush()
            sys.stdout.buffer.write(data)
