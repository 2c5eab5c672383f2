// The records of a blocking key.
CREATE INDEX _Block_key IF NOT EXISTS FOR (block:_Block) ON (block.key, block.record)
