"""``python -m fineprint``: the command, by the Python that is asked."""

from fineprint.cli import main

if __name__ == "__main__":
    main()
