"""What a change of the description does, on the wire and to code written against the generated package."""
