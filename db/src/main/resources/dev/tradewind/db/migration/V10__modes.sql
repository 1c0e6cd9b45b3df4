-- Each order and fill says itself which kind of money it is about, as each batch of the journal does: a row of play
-- money is never one of real money. Empty where neither the journal nor the account's terms knew it.

alter table orders add column mode text not null default ''
    check (mode in ('', 'DEMO', 'PAPER', 'TESTNET', 'LIVE'));
alter table fills add column mode text not null default ''
    check (mode in ('', 'DEMO', 'PAPER', 'TESTNET', 'LIVE'));

update orders o set mode = t.mode from shard s join account_terms t on t.account = s.name where s.id = o.shard;
update fills f set mode = t.mode from shard s join account_terms t on t.account = s.name where s.id = f.shard;
