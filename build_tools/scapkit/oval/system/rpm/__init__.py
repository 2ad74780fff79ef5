"""RPM packages in a dump: the database in its three formats, headers, files and their verification."""
