-- Tables to ask questions of. Each is made from the journal by the projector, and can be made again at any time.

create table projection_position (
    shard    int primary key references shard,
    sequence bigint not null
);
comment on table projection_position is 'The last batch of each shard that the projected tables hold';

create table orders (
    shard           int not null,
    order_id        bigint not null,
    strategy        text not null,
    symbol          text not null,
    venue           text not null,
    side            text not null,
    type            text not null,
    quantity        numeric not null,
    limit_price     numeric,
    stop_price      numeric,
    trailing_offset numeric,
    time_in_force   text not null,
    expire_nanos    bigint,
    post_only       boolean not null,
    reduce_only     boolean not null,
    parent          bigint,
    link_group      bigint,
    reason          text not null,
    status          text not null,
    status_reason   text not null default '',
    filled_quantity numeric not null default 0,
    filled_value    numeric not null default 0,
    client_order_id text,
    venue_order_id  text,
    created_nanos   bigint not null,
    updated_nanos   bigint not null,
    sequence        bigint not null,
    primary key (shard, order_id)
);
create index orders_open on orders (shard) where status not in ('DENIED', 'FILLED', 'CANCELLED', 'EXPIRED', 'REJECTED');
create index orders_created on orders (shard, created_nanos);

create table fills (
    shard         int not null,
    sequence      bigint not null,
    number        int not null,
    -- Null for a trade on an order that we did not know.
    order_id      bigint,
    client_order_id text,
    strategy      text not null,
    symbol        text not null,
    venue         text not null,
    side          text not null,
    trade_id      text not null,
    price         numeric not null,
    quantity      numeric not null,
    fee           numeric not null,
    fee_currency  text not null,
    liquidity     text not null,
    time_nanos    bigint not null,
    venue_nanos   bigint not null,
    primary key (shard, sequence, number)
);
create index fills_order on fills (shard, order_id);
create index fills_time on fills (shard, time_nanos);

create table positions (
    shard         int not null,
    symbol        text not null,
    venue         text not null,
    quantity      numeric not null,
    cost          numeric not null,
    realised      numeric not null,
    settlement    text not null,
    updated_nanos bigint not null,
    sequence      bigint not null,
    primary key (shard, symbol, venue)
);

create table balances (
    shard         int not null,
    currency      text not null,
    amount        numeric not null,
    fees          numeric not null,
    updated_nanos bigint not null,
    sequence      bigint not null,
    primary key (shard, currency)
);

create table portfolio_snapshots (
    shard       int not null,
    sequence    bigint not null,
    number      int not null,
    time_nanos  bigint not null,
    -- Null where a rate was missing: incomplete, never zero.
    equity      double precision,
    peak_equity double precision,
    balances    jsonb not null,
    positions   jsonb not null,
    primary key (shard, sequence, number)
);

create table decisions (
    shard      int not null,
    sequence   bigint not null,
    number     int not null,
    order_id   bigint not null,
    time_nanos bigint not null,
    decision   text not null,
    reduced_to numeric,
    rule_set   text not null,
    -- Which list of facts the numbers are; its names are in the program.
    vocabulary int not null,
    facts      double precision[] not null,
    primary key (shard, sequence, number)
);
create index decisions_order on decisions (shard, order_id);

create table decision_reasons (
    shard     int not null,
    sequence  bigint not null,
    number    int not null,
    position  int not null,
    code      text not null,
    decision  text not null,
    actual    double precision not null,
    bound     double precision not null,
    text      text not null,
    primary key (shard, sequence, number, position)
);
create index decision_reasons_code on decision_reasons (code);

create table strategy_log (
    shard      int not null,
    sequence   bigint not null,
    number     int not null,
    time_nanos bigint not null,
    strategy   text not null,
    kind       text not null,
    order_id   bigint,
    symbol     text,
    venue      text,
    side       text,
    text       text not null,
    primary key (shard, sequence, number)
);
create index strategy_log_strategy on strategy_log (shard, strategy, time_nanos);

create table account_log (
    shard      int not null,
    sequence   bigint not null,
    number     int not null,
    time_nanos bigint not null,
    kind       text not null,
    text       text not null,
    primary key (shard, sequence, number)
);

grant select, insert, update, delete on projection_position, orders, fills, positions, balances, portfolio_snapshots,
    decisions, decision_reasons, strategy_log, account_log to ${app};
