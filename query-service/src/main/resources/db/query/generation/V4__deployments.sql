-- One row a deployment: what went where, and how it went.
create table deployment (
    release_id       uuid not null,
    deployment_id    uuid not null,
    product          text not null,
    version          text not null,
    environment      text not null,
    strategy         text not null,
    artefact_name    text,
    artefact_digest  text,
    started_by       uuid not null,
    -- When it was started: the claimed time of backfilled history, otherwise the recorded time.
    started_at       timestamptz not null,
    started_recorded timestamptz not null,
    started_position bigint not null,
    -- RUNNING, VERIFIED, FAILED or TAKEN_BACK.
    standing         text not null,
    -- How far it came; null where it was never advanced.
    percent          int,
    -- Every change of its standing in order, each with its position, its recorded and its claimed time: the row tells how the
    -- deployment stood at any moment.
    changes          jsonb not null,
    -- The entry that changed its standing last.
    position         bigint not null,
    primary key (release_id, deployment_id)
);
-- What was deployed to an environment, product by product.
create index deployment_places on deployment (environment, product, started_position);

-- The environments that each product was ever deployed to. Pages go by the first deployment's position.
create table environment (
    product  text not null,
    name     text not null,
    position bigint not null,
    primary key (product, name)
);
create index environment_pages on environment (position);
create index environment_pages_of_name on environment (name, position);

-- Deployments of entries below this position have no rows: this generation was filled before there were any.
alter table progress add column deployments_since bigint not null default 0;
update progress set deployments_since = next_position;
