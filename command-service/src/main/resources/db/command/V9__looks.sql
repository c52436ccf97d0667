-- The automation that has deployments looked at begins with what is recorded from now on. ------------------------------

insert into ledger.automation_token (processor_name, segment, token, token_type, timestamp)
select 'when-deployment-is-watched-then-look-at-it',
       0,
       convert_to('{"globalIndex":' || (next_position - 1) || '}', 'UTF8'),
       'org.axonframework.eventhandling.GlobalSequenceTrackingToken',
       to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
from ledger.head;
