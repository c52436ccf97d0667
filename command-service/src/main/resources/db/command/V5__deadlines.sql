-- Deadlines ------------------------------------------------------------------------------------------------------------

create table ledger.deadline (
    task_name            text not null,
    task_instance        text not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
comment on table ledger.deadline is 'What is due when: the table of db-scheduler.';
comment on column ledger.deadline.task_instance is 'The stream and what must not pass, with a # between them.';

create index deadline_by_time on ledger.deadline (execution_time);
create index deadline_by_heartbeat on ledger.deadline (last_heartbeat);

grant select, insert, update, delete on ledger.deadline to ${service_role};
