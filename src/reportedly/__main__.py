"""``python -m reportedly`` is the command `reportedly`."""

from reportedly.cli import main

if __name__ == "__main__":
    main()
