-- How often flags were evaluated, by UTC days and the variants that they served. Not a function of the entries: evaluations are
-- no entries, but what is counted of them each day becomes one. It is kept for some weeks, in case that has to be told again.
create table flag_evaluation (
    day     date not null,
    flag_id uuid not null,
    variant text not null,
    count   bigint not null check (count > 0),
    primary key (day, flag_id, variant)
);
