"""What is between two rounds of a procedure."""

from pyspark.sql import DataFrame


def kept(frame: DataFrame) -> DataFrame:
    """The frame, computed now and kept: without it every round's plan would hold all rounds before. In the folder for
    checkpoints where the session has one, else in the memory and on the disks of the executors (a lost executor then
    ends the run; it never gives another result)."""
    if frame.sparkSession.sparkContext.getCheckpointDir() is None:
        return frame.localCheckpoint()
    return frame.checkpoint()
