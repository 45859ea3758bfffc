"""A forest of small decision trees as a few arrays: quick without the library that trained it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees that ask the same question in all branches of a level: quick without a library."""

    columns: NDArray[np.int64]  # trees x levels: which number is asked
    borders: Numbers  # trees x levels: above which value the answer is yes
    leaves: Numbers  # trees x 2**levels
    bias: float

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], name: str) -> "Forest":
        """The forest of this name among the arrays of a file."""
        columns = arrays[f"{name}_columns"].astype(np.int64)
        borders, leaves = arrays[f"{name}_borders"], arrays[f"{name}_leaves"]
        return cls(columns, borders, leaves, float(arrays[f"{name}_bias"]))

    def arrays(self, name: str) -> dict[str, NDArray[Any]]:
        """The arrays of which `of` makes this forest again."""
        return {
            f"{name}_columns": self.columns.astype(np.int16),
            f"{name}_borders": self.borders,
            f"{name}_leaves": self.leaves,
            f"{name}_bias": np.array(self.bias, dtype=np.float32),
        }

    def chances(self, rows: Numbers) -> Numbers:
        """How likely each row is story."""
        trees, levels = self.columns.shape
        asked = rows.T[self.columns.ravel()] > self.borders.reshape(-1, 1)
        answers = asked.reshape(trees, levels, len(rows)).view(np.uint8)
        leaf = answers[:, 0].copy()
        for level in range(1, levels):  # at most eight: a byte numbers all leaves of a tree
            leaf |= answers[:, level] << level
        first = np.arange(trees, dtype=np.intp).reshape(-1, 1) << levels
        values = np.take(self.leaves, leaf + first).sum(axis=0) + self.bias
        return np.asarray(1 / (1 + np.exp(-values)), dtype=np.float32)
