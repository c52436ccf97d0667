-- The automation that watches the budgets of hotfixes begins with what is recorded from now on.

insert into ledger.automation_token (processor_name, segment, token, token_type, timestamp)
select
    'when-hotfix-phase-begins-then-watch-its-budget',
    0,
    convert_to('{"globalIndex":' || next_position - 1 || '}', 'UTF8'),
    'org.axonframework.eventhandling.GlobalSequenceTrackingToken',
    to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
from ledger.head;
