"""The HTML part as its readers see it: a tree, a cascade, and a view for each window, colour scheme and program."""
