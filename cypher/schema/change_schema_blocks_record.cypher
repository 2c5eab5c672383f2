// The blocking keys of a record.
CREATE INDEX _Block_record IF NOT EXISTS FOR (block:_Block) ON (block.record)
