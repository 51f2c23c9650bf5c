"""The commands that make the weights that ship with the package. Nothing here runs in the product."""
