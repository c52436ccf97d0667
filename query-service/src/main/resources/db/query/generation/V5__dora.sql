-- What the DORA figures are made of. What several streams say together (a hotfix that mends, what restored a service) is joined
-- when it is asked for, so that no entry rewrites the rows of another stream, in whatever order history is recorded.

-- One row a release.
create table dora_release (
    release_id       uuid primary key,
    product          text not null,
    version          text not null,
    kind             text not null,
    -- The version that a hotfix mends.
    hotfix_of        text,
    -- By the version of the policy that the release goes by; null where that names none.
    team             text,
    -- When it happened (the claimed time of backfilled history, otherwise the recorded time) and when it was recorded; so below.
    planned_at       timestamptz not null,
    planned_recorded timestamptz not null,
    planned_position bigint not null
);
create index dora_hotfixes on dora_release (product, hotfix_of) where hotfix_of is not null;
create index dora_versions on dora_release (product, version);

-- One row a deployment: what it came to by its own release's stream.
create table dora_deployment (
    release_id        uuid not null,
    deployment_id     uuid not null,
    product           text not null,
    environment       text not null,
    -- The environment's, by the version of the policy that the release goes by; null where that gives it none.
    stage             text,
    strategy          text not null,
    started_at        timestamptz not null,
    started_recorded  timestamptz not null,
    started_position  bigint not null,
    -- It was looked at and works.
    verified_at       timestamptz,
    verified_recorded timestamptz,
    verified_position bigint,
    -- It was verified, found failing or taken out: whichever was first.
    ended_at          timestamptz,
    ended_recorded    timestamptz,
    ended_position    bigint,
    -- It was found failing, or a rollback that was executed came up: whichever was first.
    failed_at         timestamptz,
    failed_recorded   timestamptz,
    failed_position   bigint,
    -- FOUND_FAILING or TAKEN_BACK.
    failed_by         text,
    -- It is taken back, and what ran before is there again.
    back_at           timestamptz,
    back_recorded     timestamptz,
    back_position     bigint,
    primary key (release_id, deployment_id)
);
-- What came to something in a window, wherever that is asked about, by either clock.
create index dora_verified on dora_deployment (verified_at) where verified_position is not null;
create index dora_verified_recorded on dora_deployment (verified_recorded) where verified_position is not null;
create index dora_ended on dora_deployment (ended_at) where ended_position is not null;
create index dora_ended_recorded on dora_deployment (ended_recorded) where ended_position is not null;
create index dora_failed on dora_deployment (failed_at) where failed_position is not null;
create index dora_failed_recorded on dora_deployment (failed_recorded) where failed_position is not null;
-- What was before and after a deployment.
create index dora_order on dora_deployment (product, environment, verified_at, verified_position);
create index dora_order_recorded on dora_deployment (product, environment, verified_recorded, verified_position);
-- A release's deployments to an environment, one of which was the first that a change reached it by.
create index dora_of_release on dora_deployment (release_id, environment);

-- One row a change each time that a release includes it, written once; a removal marks it. No other entry touches it.
create table dora_change (
    release_id       uuid not null,
    -- The entry that added it.
    position         bigint not null,
    change_id        text not null,
    -- When it was merged; null where that is not said.
    merged_at        timestamptz,
    -- The entry that took it out.
    removed_position bigint,
    primary key (release_id, position)
);

-- Entries below this position have no rows here: this generation was filled before there were any.
alter table progress add column dora_since bigint not null default 0;
update progress set dora_since = next_position;
