// A run is found by its name.
CREATE CONSTRAINT _Run_name IF NOT EXISTS FOR (run:_Run) REQUIRE run.name IS UNIQUE
