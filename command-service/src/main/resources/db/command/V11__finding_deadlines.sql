-- The automations that findings follow from begin with what is recorded from now on.

insert into ledger.automation_token (processor_name, segment, token, token_type, timestamp)
select
    name,
    0,
    convert_to('{"globalIndex":' || next_position - 1 || '}', 'UTF8'),
    'org.axonframework.eventhandling.GlobalSequenceTrackingToken',
    to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
from ledger.head,
    unnest(array[
        'when-deployment-is-verified-then-let-its-watch-pass',
        'when-finding-is-suppressed-then-watch-its-end']) as name;
