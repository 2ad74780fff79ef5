"""What a good compiler says about a project besides its errors: checks, formats and fixes, one file each."""
