-- What an account was when its ledger began: play money must never be taken for real money later, nor one currency for
-- another.

create table account_terms (
    account  text primary key,
    mode     text not null,
    -- As configured then, for people; the plugin is what must stay.
    venue    text not null,
    plugin   text not null,
    currency text not null,
    noted    timestamptz not null default now()
);
comment on table account_terms is 'Mode, venue and base currency that the ledger of an account began with';

grant select, insert, update on account_terms to ${app};
