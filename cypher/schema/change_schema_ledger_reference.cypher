// The ledger is asked for references.
CREATE INDEX _Change_reference IF NOT EXISTS FOR (change:_Change) ON (change.reference)
