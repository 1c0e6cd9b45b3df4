-- What a session needs to be decided again: books beside trades and quotes, what a node was started with, its rules.
-- And how long each stage of an order took.

-- Whatever else a feed says: changes and snapshots of books, funding, bars of the venue's own.
create table market_update (
    event_nanos    bigint not null,
    received_nanos bigint not null,
    feed           int not null,
    sequence       bigint not null,
    instrument     int not null,
    kind           smallint not null,
    -- The fields as the market event codec writes them, without instrument and time, which stand beside them.
    fields         bytea not null
) partition by range (event_nanos);
comment on table market_update is 'What feeds say besides trades and quotes; numbered with them in one sequence a feed';
comment on column market_update.kind is '1 bar, 4 change of a book, 5 snapshot of a book, 6 funding';

do $$
begin
    if '${ticks}' = 'hypertable' then
        alter table market_update rename to market_update_native;
        create table market_update (like market_update_native);
        drop table market_update_native;
        perform public.create_hypertable('tradewind.market_update', 'event_nanos',
            chunk_time_interval => 86400000000000);
    end if;
end $$;
alter table market_update alter column fields set storage external;

create function update_partition(day date) returns text language sql immutable as
    $$ select 'market_update_' || to_char(day, 'YYYYMMDD') $$;

create function make_update_day(wanted date) returns void
    language plpgsql security definer set search_path = tradewind, pg_temp as $$
begin
    execute format('create table %I partition of market_update for values from (%s) to (%s)',
        update_partition(wanted), day_nanos(wanted), day_nanos(wanted + 1));
    -- A feed is read by sequence, and written in its order.
    execute format('create index on %I using brin (sequence)', update_partition(wanted));
    execute format('create index on %I using brin (sequence)', tick_partition(wanted));
end $$;

create or replace function open_tick_day(wanted date) returns void
    language plpgsql security definer set search_path = tradewind, pg_temp as $$
begin
    perform pg_advisory_xact_lock(7401, wanted - date '1970-01-01');
    if exists (select from tick_day where tick_day.day = wanted) then
        return;
    end if;
    if '${ticks}' = 'partitions' then
        execute format('create table %I partition of tick for values from (%s) to (%s)',
            tick_partition(wanted), day_nanos(wanted), day_nanos(wanted + 1));
        execute format('create index on %I using brin (event_nanos)', tick_partition(wanted));
        perform make_update_day(wanted);
    end if;
    insert into tick_day (day) values (wanted);
end $$;

create or replace function drop_tick_days(oldest_kept date) returns int
    language plpgsql security definer set search_path = tradewind, pg_temp as $$
declare
    old date;
    dropped int := 0;
begin
    for old in select day from tick_day where day < oldest_kept order by day loop
        if '${ticks}' = 'partitions' then
            execute format('drop table %I', tick_partition(old));
            execute format('drop table %I', update_partition(old));
        end if;
        delete from tick_day where tick_day.day = old;
        dropped := dropped + 1;
    end loop;
    if '${ticks}' = 'hypertable' and dropped > 0 then
        perform public.drop_chunks('tradewind.tick', day_nanos(oldest_kept));
        perform public.drop_chunks('tradewind.market_update', day_nanos(oldest_kept));
    end if;
    return dropped;
end $$;

-- The days that are there already.
do $$
declare
    old date;
begin
    if '${ticks}' = 'partitions' then
        for old in select day from tick_day order by day loop
            perform make_update_day(old);
        end loop;
    end if;
end $$;
revoke all on function make_update_day(date) from public;

create table run_session (
    shard          int not null,
    -- Of the owner that the node was when it started.
    epoch          bigint not null,
    -- The first batch that it wrote, if it wrote one.
    first_sequence bigint not null,
    started        timestamptz not null default now(),
    rule_set       text not null,
    setup          bytea not null,
    primary key (shard, epoch)
);
comment on table run_session is 'Each start of a node with an account: what its engine and strategies were configured with';

create table rule_source (
    rule_set text primary key,
    content  bytea not null
);
comment on table rule_source is 'The files of each rule set that judged orders, as a zip';

create table latency_histogram (
    account    text not null,
    stage      text not null,
    from_nanos bigint not null,
    to_nanos   bigint not null,
    histogram  bytea not null,
    primary key (account, stage, from_nanos)
);
comment on table latency_histogram is 'How long a stage of orders took in an interval, as a compressed HdrHistogram';

grant select, insert on market_update, run_session, rule_source to ${app};
grant select, insert, delete on latency_histogram to ${app};
