-- Pages of the products with a policy of their own: their first versions among the entries, by position.
create index entry_policies on entry (position)
    where type = 'dev.releaseledger.policy.version-published.v1' and sequence = 0;
