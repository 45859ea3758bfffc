"""The front door: command line and configuration, which hands plain values down."""

import os

# NumPy's linear algebra starts a thread for each processor, which wait busily for work: a tenth of
# a second of CPU at every start. Nothing here multiplies matrices large enough to share.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
