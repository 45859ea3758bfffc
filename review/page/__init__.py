"""The parts of the self-contained page: skeleton, style, script."""
