"""The parts of a generated package that do not depend on the description: copied byte for byte."""
