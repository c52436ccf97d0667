-- Pages of freezes go from the newest declared to the oldest: the declarations among the entries, by position.
create index entry_freezes on entry (position) where type = 'dev.releaseledger.freeze.declared.v1';
