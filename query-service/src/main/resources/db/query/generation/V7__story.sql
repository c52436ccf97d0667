-- One row an entry that a timeline tells of, narrow: what is read to find and order the entries. What they say is in their bytes.
create table story (
    position      bigint primary key,
    -- When it happened: what it says of that itself, otherwise when it was said.
    at            timestamptz not null,
    -- When it was said: the claimed time of backfilled history, otherwise the recorded time.
    said_at       timestamptz not null,
    -- Null where an entry of a broken history does not say.
    product       text,
    environment   text,
    -- The kind of entry: CHANGE, APPROVAL, DEPLOYMENT, …
    lane          text not null,
    -- The event's name without what all names begin with, e.g. release.deployment-started.v1.
    type          text not null,
    release_id    uuid,
    deployment_id uuid,
    rollback_id   uuid,
    incident_id   uuid,
    event_id      uuid not null,
    -- The event that it follows from.
    caused_by     uuid
);
-- Pages of a product go by time; the position decides between equal times.
create index story_pages on story (product, at, position);
-- Some lanes of a product, and how many entries each has, without a look at the rows.
create index story_lanes on story (product, lane, at, position);
create index story_releases on story (release_id, at, position) where release_id is not null;
create index story_incidents on story (incident_id, position) where incident_id is not null;
-- Causes and effects.
create index story_events on story (event_id);
create index story_effects on story (caused_by) where caused_by is not null;

-- Entries below this position have no rows: this generation was filled before there were any.
alter table progress add column story_since bigint not null default 0;
update progress set story_since = next_position;
