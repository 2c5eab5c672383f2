"""A community as a picture: SVG, alone or in a page, without anything from elsewhere."""

from identity_graph.presentation.pictures.drawing import Picture, picture
from identity_graph.presentation.pictures.layout import Box, placed

__all__ = ["Box", "Picture", "picture", "placed"]
