-- The automations that watch how long flags stay, and link them to what they open, react to what is recorded from here on. ---------------------------------

insert into ledger.automation_token (processor_name, segment, token, token_type, timestamp)
select automation,
       0,
       convert_to('{"globalIndex":' || (next_position - 1) || '}', 'UTF8'),
       'org.axonframework.eventhandling.GlobalSequenceTrackingToken',
       to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
from ledger.head
cross join (values
    ('when-flag-has-an-end-then-watch-it'),
    ('when-rollout-reaches-everybody-then-watch-it'),
    ('when-dark-deployment-starts-then-link-its-flags')) as brought (automation);
