"""What setup.cfg cannot say: the content, profiles and templates are installed too, under share/scapkit."""

from pathlib import Path

from setuptools import setup


def data_files() -> list[tuple[str, list[str]]]:
    """Every folder of the shipped content with its files."""
    folders = [folder for top in ("content", "profiles", "templates") for folder in (Path(top), *Path(top).rglob("*"))]
    found = (
        (folder, [str(file) for file in sorted(folder.iterdir()) if file.is_file()])
        for folder in sorted(folders)
        if folder.is_dir()
    )
    return [(f"share/scapkit/{folder}", files) for folder, files in found if files]


setup(data_files=data_files())
