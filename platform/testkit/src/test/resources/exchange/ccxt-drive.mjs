// Drives the exchange with ccxt, which knows nothing of Tradewind. Prints one line of JSON: what it saw.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const [folder, exchangeUrl, streamUrl, apiKey, secret] = process.argv.slice(2);
const require = createRequire(folder + '/');
const ccxt = require('ccxt');

const redirect = (value) => {
  if (typeof value === 'string') {
    return value
      .replace(/^https:\/\/api\d?\.binance\.com/, exchangeUrl)
      .replace(/^wss:\/\/ws-api\.binance\.com(:\d+)?/, streamUrl)
      .replace(/^wss:\/\/stream\.binance\.com(:\d+)?/, streamUrl);
  }
  if (Array.isArray(value)) return value.map(redirect);
  if (value && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, redirect(each)]));
  }
  return value;
};

const open = (secretUsed, options = {}) => {
  const made = new ccxt.pro.binance({
    apiKey,
    secret: secretUsed,
    enableRateLimit: false,
    options: {
      defaultType: 'spot', fetchMarkets: { types: ['spot'] }, fetchCurrencies: false, fetchMargins: false, fetchTradesMethod: 'publicGetTrades',
      adjustForTimeDifference: true, warnOnFetchOpenOrdersWithoutSymbol: false, ...options,
    },
  });
  made.urls = { ...made.urls, api: redirect(made.urls.api) };
  return made;
};

const binance = open(secret);
const pair = 'BTC/USDT';
const seen = { version: ccxt.version };

const refusal = async (work) => {
  try {
    await work();
    return 'accepted';
  } catch (error) {
    const [, code, text] = error.message.match(/"code":(-\d+),"msg":"([^"]*)/) ?? ['', '', error.message];
    return [error.constructor.name, code, text].filter((part) => part).join(' ');
  }
};

const within = (promise, millis, what) => Promise.race([
  promise,
  new Promise((_, fail) => setTimeout(() => fail(new Error('waited in vain for ' + what)), millis)),
]);

const rest = async () => {
  const markets = await binance.loadMarkets();
  seen.markets = Object.keys(markets);
  seen.tick = markets[pair].precision.price;
  seen.lot = markets[pair].precision.amount;
  seen.minCost = markets[pair].limits.cost.min;
  const book = await binance.fetchOrderBook(pair, 10);
  seen.levels = [book.bids.length, book.asks.length];
  seen.crossed = book.bids[0][0] >= book.asks[0][0];
  const [bid, ask] = [book.bids[0][0], book.asks[0][0]];
  const before = await binance.fetchBalance();
  seen.balanceBefore = before.USDT;
  seen.publicTrades = (await binance.fetchTrades(pair, undefined, 5)).length;
  seen.candles = (await binance.fetchOHLCV(pair, '1m')).length;

  const far = binance.priceToPrecision(pair, bid * 0.9);
  const limit = await binance.createOrder(pair, 'limit', 'buy', 0.01, far, { clientOrderId: 'ccxt-limit-1' });
  seen.limit = { status: limit.status, clientOrderId: limit.clientOrderId };
  seen.lockedBy = (await binance.fetchBalance()).USDT.used;
  seen.openOrders = (await binance.fetchOpenOrders(pair)).map((order) => order.id === limit.id);
  const moved = await binance.editOrder(
    limit.id, pair, 'limit', 'buy', 0.02, binance.priceToPrecision(pair, bid * 0.91));
  seen.edited = { status: moved.status, amount: moved.amount, other: moved.id !== limit.id };
  seen.cancelled = (await binance.cancelOrder(moved.id, pair)).status;
  seen.lockedAfter = (await binance.fetchBalance()).USDT.used;

  const market = await binance.createOrder(pair, 'market', 'buy', 0.05);
  seen.market = { status: market.status, filled: market.filled, feeCurrency: market.fee?.currency };
  const ioc = await binance.createOrder(
    pair, 'limit', 'sell', 0.02, binance.priceToPrecision(pair, bid * 0.99), { timeInForce: 'IOC' });
  seen.ioc = { status: ioc.status, filled: ioc.filled };
  const maker = await refusal(() => binance.createOrder(
    pair, 'limit', 'buy', 0.01, binance.priceToPrecision(pair, ask * 1.01), { postOnly: true }));
  seen.postOnly = maker;
  const stop = await binance.createOrder(pair, 'limit', 'sell', 0.01, binance.priceToPrecision(pair, bid * 0.89), {
    stopPrice: binance.priceToPrecision(pair, bid * 0.9),
  });
  seen.stop = { status: (await binance.fetchOrder(stop.id, pair)).status };
  seen.cancelAll = (await binance.cancelAllOrders(pair)).length;

  const fetched = await binance.fetchOrder(market.id, pair);
  seen.fetched = { status: fetched.status, filled: fetched.filled, average: fetched.average >= bid * 0.98 };
  seen.orders = (await binance.fetchOrders(pair)).length;
  const trades = await binance.fetchMyTrades(pair);
  seen.tradedBase = trades.reduce((sum, trade) => sum + (trade.side === 'buy' ? 1 : -1) * trade.amount, 0).toFixed(5);
  const after = await binance.fetchBalance();
  const fees = trades.filter((trade) => trade.fee.currency === 'BTC').reduce((sum, trade) => sum + trade.fee.cost, 0);
  seen.baseAgrees = Math.abs(after.BTC.total - before.BTC.total + fees - Number(seen.tradedBase)) < 1e-9;

  seen.refusals = {
    badSignature: await refusal(() => open('wrong').fetchBalance()),
    lotSize: await refusal(() => binance.privatePostOrder(
      { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.0000151', price: far })),
    priceFilter: await refusal(() => binance.privatePostOrder(
      { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.01', price: Number(far).toFixed(2) + '1' })),
    notional: await refusal(() => binance.privatePostOrder(
      { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '0.00002', price: far })),
    balance: await refusal(() => binance.createOrder(pair, 'limit', 'sell', 20, bid)),
    unknownOrder: await refusal(() => binance.fetchOrder('999999999', pair)),
    unknownCancel: await refusal(() => binance.cancelOrder('999999999', pair)),
  };
};

const streams = async () => {
  const watched = await within(binance.watchOrderBook(pair), 10000, 'the order book');
  seen.watchedBook = watched.bids[0][0] < watched.asks[0][0] && watched.bids.length > 5;
  const trades = await within(binance.watchTrades(pair), 20000, 'trades');
  seen.watchedTrades = trades.length > 0;
  const firstOrder = binance.watchOrders(pair);
  const firstBalance = binance.watchBalance();
  // Both subscribe in the background; an order placed too early would be told to nobody.
  await new Promise((done) => setTimeout(done, 1500));
  await binance.createOrder(pair, 'market', 'buy', 0.01, undefined, { clientOrderId: 'ccxt-watched' });
  const orders = await within(firstOrder, 10000, 'orders');
  seen.watchedOrder = orders.some((order) => order.clientOrderId === 'ccxt-watched');
  const balance = await within(firstBalance, 10000, 'balances');
  seen.watchedBalance = balance.BTC !== undefined;
};

try {
  await rest();
  // It refuses ws:// without TLS unless this has been called, proxy or not.
  await binance.loadHttpProxyAgent();
  await streams();
  console.log(JSON.stringify(seen));
  process.exit(0);
} catch (error) {
  console.log(JSON.stringify(seen));
  console.error(error);
  process.exit(1);
}
