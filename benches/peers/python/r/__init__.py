"""The workload R in Python: written plainly, and as SimPy, salabim and Mesa would have it."""
