package dev.tradewind.policy.surveillance.trial;

import dev.tradewind.sdk.order.Side;
import java.util.SplittableRandom;

/**
 * Offers on both sides and renews all of it every now and then, and soon after each fill: most of its orders are
 * cancelled, nearly none trades.
 */
final class MarketMaker implements Actor {
    private final TrialMarket market;
    private final TrialAccount account;
    private final SplittableRandom random;
    private final Style style;
    private long next;
    private int fillsSeen;

    /**
     * How it offers.
     *
     * @param levels on each side
     * @param quantity of a bid
     * @param askFactor how many times that an ask is, for one who wants to sell
     * @param everySeconds when all is renewed
     */
    record Style(int levels, double quantity, double askFactor, double everySeconds) {}

    MarketMaker(TrialMarket market, TrialAccount account, SplittableRandom random, Style style) {
        this.market = market;
        this.account = account;
        this.random = random;
        this.style = style;
        this.next = market.now() + Scale.nanos(random.nextDouble());
    }

    @Override
    public void step() {
        if (account.fills() != fillsSeen) {
            fillsSeen = account.fills();
            next = Math.min(next, market.now() + Scale.nanos(Scale.between(random, 0.02, 0.3)));
        }
        if (market.now() < next) {
            return;
        }
        account.cancelAll();
        for (int level = 0; level < style.levels(); level++) {
            account.place(Side.BUY, market.behind(Side.BUY, level), style.quantity());
            account.place(Side.SELL, market.behind(Side.SELL, level), style.quantity() * style.askFactor());
        }
        next = market.now() + Scale.nanos(style.everySeconds() * Scale.between(random, 0.6, 1.4));
    }
}
