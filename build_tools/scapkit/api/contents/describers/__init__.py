"""What documents hold, in lines: one file for each family of documents."""
