-- Market data: ticks by day, bars of a minute made from them. Retention drops days; nothing here is in the journal.
-- The placeholder "ticks" is "hypertable" where TimescaleDB is there, and "partitions" otherwise.

create table instrument (
    id     int generated always as identity primary key,
    symbol text not null,
    venue  text not null,
    unique (symbol, venue)
);

create table tick_feed (
    id            int generated always as identity primary key,
    name          text not null unique,
    last_sequence bigint not null default 0
);
comment on table tick_feed is 'Feeds, and the last tick of each that is stored: raised in the transaction that stores it';

-- Prices and quantities are whole numbers of 10^-scale. A trade has price and quantity; a quote has its bid there.
create table tick (
    event_nanos    bigint not null,
    received_nanos bigint not null,
    feed           int not null,
    sequence       bigint not null,
    instrument     int not null,
    kind           smallint not null,
    price_scale    smallint not null,
    quantity_scale smallint not null,
    price          bigint not null,
    quantity       bigint not null,
    ask_price      bigint,
    ask_quantity   bigint,
    aggressor      smallint,
    trade_id       text
) partition by range (event_nanos);
comment on column tick.kind is '1 trade, 2 quote';
comment on column tick.aggressor is '1 buy, 2 sell; null where the venue does not say';

do $$
begin
    if '${ticks}' = 'hypertable' then
        alter table tick rename to tick_native;
        create table tick (like tick_native);
        drop table tick_native;
        create extension if not exists timescaledb;
        perform create_hypertable('tradewind.tick', 'event_nanos', chunk_time_interval => 86400000000000);
        create index tick_instrument on tick (instrument, event_nanos);
    end if;
end $$;

create table tick_day (
    day    date primary key,
    closed boolean not null default false
);
comment on table tick_day is 'The days of ticks there are; a closed one has an index to look up instruments with';

-- Days are made and dropped by these functions alone, which run as the owner: the application makes no tables.
create function tick_partition(day date) returns text language sql immutable as
    $$ select 'tick_' || to_char(day, 'YYYYMMDD') $$;

create function day_nanos(day date) returns bigint language sql immutable as
    $$ select (day - date '1970-01-01')::bigint * 86400000000000 $$;

create function open_tick_day(wanted date) returns void
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
    end if;
    insert into tick_day (day) values (wanted);
end $$;

-- A day that is over gets the index that look-ups by instrument want; while it was written to, it would have cost
-- several times the writing itself.
create function close_tick_day(wanted date) returns boolean
    language plpgsql security definer set search_path = tradewind, pg_temp as $$
begin
    perform pg_advisory_xact_lock(7401, wanted - date '1970-01-01');
    if not exists (select from tick_day where tick_day.day = wanted and not closed) then
        return false;
    end if;
    if '${ticks}' = 'partitions' then
        execute format('create index on %I (instrument, event_nanos, sequence) include (kind, price, price_scale,
            quantity, quantity_scale)', tick_partition(wanted));
        execute format('analyze %I', tick_partition(wanted));
    end if;
    update tick_day set closed = true where tick_day.day = wanted;
    return true;
end $$;

create function drop_tick_days(oldest_kept date) returns int
    language plpgsql security definer set search_path = tradewind, pg_temp as $$
declare
    old date;
    dropped int := 0;
begin
    for old in select day from tick_day where day < oldest_kept order by day loop
        if '${ticks}' = 'partitions' then
            execute format('drop table %I', tick_partition(old));
        end if;
        delete from tick_day where tick_day.day = old;
        dropped := dropped + 1;
    end loop;
    if '${ticks}' = 'hypertable' and dropped > 0 then
        perform public.drop_chunks('tradewind.tick', day_nanos(oldest_kept));
    end if;
    return dropped;
end $$;

create table bar_minute (
    instrument int not null,
    open_nanos bigint not null,
    open       numeric not null,
    high       numeric not null,
    low        numeric not null,
    close      numeric not null,
    volume     numeric not null,
    trades     bigint not null,
    primary key (instrument, open_nanos)
);
comment on table bar_minute is 'Bars of a minute, from the trades among the ticks; kept when ticks are dropped';

revoke all on function open_tick_day(date), close_tick_day(date), drop_tick_days(date) from public;
grant execute on function open_tick_day(date), close_tick_day(date), drop_tick_days(date) to ${app};
grant select, insert on instrument, tick to ${app};
grant select, insert, update on tick_feed to ${app};
grant select on tick_day to ${app};
grant select, insert, update on bar_minute to ${app};
