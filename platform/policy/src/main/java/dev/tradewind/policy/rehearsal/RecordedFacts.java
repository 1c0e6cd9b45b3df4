package dev.tradewind.policy.rehearsal;

import dev.tradewind.engine.ledger.CheckFacts;
import dev.tradewind.engine.policy.Check;
import dev.tradewind.engine.policy.TableFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ObjDoubleConsumer;

/**
 * Puts recorded facts back into a {@link Check}. The list of numbers only ever grows at its end, so that facts of an
 * older vocabulary are the first of today's.
 *
 * <p>Not recorded as such, and known all the same: {@code reducing} follows from side and position before and after,
 * and {@code equityKnown} from an equity that is not 0. An equity of 0 says either. What tables give is never missing:
 * the tables of the rules that judge give it anew.
 */
public final class RecordedFacts {
    private static final String EQUITY_KNOWN = "equityKnown";
    private static final Map<String, ObjDoubleConsumer<Check>> SETTERS = new LinkedHashMap<>();
    private static final List<ObjDoubleConsumer<Check>> IN_ORDER = new ArrayList<>();

    static {
        SETTERS.put("quantity", Check::setQuantity);
        SETTERS.put("price", Check::setPrice);
        SETTERS.put("limitPrice", Check::setLimitPrice);
        SETTERS.put("stopPrice", Check::setStopPrice);
        SETTERS.put("notional", Check::setNotional);
        SETTERS.put("referencePrice", Check::setReferencePrice);
        SETTERS.put("referenceAgeSeconds", Check::setReferenceAgeSeconds);
        SETTERS.put("priceDeviationPercent", Check::setPriceDeviationPercent);
        SETTERS.put("positionQuantity", Check::setPositionQuantity);
        SETTERS.put("positionQuantityAfter", Check::setPositionQuantityAfter);
        SETTERS.put("positionNotionalAfter", Check::setPositionNotionalAfter);
        SETTERS.put("equity", Check::setEquity);
        SETTERS.put("grossExposure", Check::setGrossExposure);
        SETTERS.put("grossExposureAfter", Check::setGrossExposureAfter);
        SETTERS.put("leverageAfter", Check::setLeverageAfter);
        SETTERS.put("dayLossPercent", Check::setDayLossPercent);
        SETTERS.put("drawdownPercent", Check::setDrawdownPercent);
        SETTERS.put("ordersLastSecond", Check::setOrdersLastSecond);
        SETTERS.put("ordersLastMinute", Check::setOrdersLastMinute);
        SETTERS.put("duplicatesLastSecond", Check::setDuplicatesLastSecond);
        SETTERS.put("openOrders", Check::setOpenOrders);
        SETTERS.put("dataFaults", Check::setDataFaults);
        SETTERS.put("dataGoodSeconds", Check::setDataGoodSeconds);
        SETTERS.put("selfTradeQuantity", Check::setSelfTradeQuantity);
        SETTERS.put("capitalUseAfter", Check::setCapitalUseAfter);
        SETTERS.put("netExposureAfter", Check::setNetExposureAfter);
        SETTERS.put("netLeverageAfter", Check::setNetLeverageAfter);
        SETTERS.put("concentrationAfterPercent", Check::setConcentrationAfterPercent);
        SETTERS.put("messagesLastSecond", Check::setMessagesLastSecond);
        SETTERS.put("losingTrips", Check::setLosingTrips);
        SETTERS.put("rangePercent", Check::setRangePercent);
        SETTERS.put("windowDeviationPercent", Check::setWindowDeviationPercent);
        SETTERS.put("visibleQuantity", Check::setVisibleQuantity);
        SETTERS.put("bookSharePercent", Check::setBookSharePercent);
        SETTERS.put("slippagePercent", Check::setSlippagePercent);
        SETTERS.put("peakExecutionsPerHour", Check::setPeakExecutionsPerHour);
        SETTERS.put("messagesToday", Check::setMessagesToday);
        SETTERS.put("orderTradeRatio", Check::setOrderTradeRatio);
        // The tables of the rules that judge say it anew.
        TableFacts.numberNames().forEach(name -> SETTERS.put(name, (check, value) -> {}));
        for (String name : Check.numberNames()) {
            ObjDoubleConsumer<Check> setter = SETTERS.get(name);
            if (setter == null) {
                throw new IllegalStateException("the fact " + name + " cannot be put back: it has no setter here");
            }
            IN_ORDER.add(setter);
        }
    }

    private RecordedFacts() {}

    /** Fills a check with a recorded order. What was not recorded is 0 or false: see {@link #missing}. */
    static void fill(Intent intent, Check check) {
        Intent.Words words = intent.words();
        check.setSymbol(words.symbol());
        check.setVenue(words.venue());
        check.setAccount(intent.order().account());
        check.setStrategy(words.strategy());
        check.setKind(words.kind());
        check.setSide(words.side());
        check.setType(words.type());
        check.setTimeInForce(words.timeInForce());
        check.setAmendment(words.amendment());
        check.setEventNanos(intent.order().timeNanos());
        CheckFacts facts = intent.facts();
        for (int i = 0; i < IN_ORDER.size(); i++) {
            IN_ORDER.get(i).accept(check, i < facts.size() ? facts.number(i) : 0);
        }
        double held = check.getPositionQuantity();
        double sign = words.side().equals("BUY") ? 1 : -1;
        check.setReducing(held * sign < 0 && check.getPositionQuantityAfter() * Math.signum(held) >= 0);
        check.setEquityKnown(check.getEquity() != 0);
    }

    /** Properties of these facts that were not recorded. Empty, and always the same object, for nearly all. */
    static Set<String> missing(CheckFacts facts) {
        List<String> names = Check.numberNames();
        if (facts.size() > names.size()) {
            throw new IllegalArgumentException("the facts are of vocabulary " + facts.vocabulary()
                    + ", this program knows up to " + Check.VOCABULARY_VERSION + "; upgrade it");
        }
        int equity = names.indexOf("equity");
        boolean isEquityClear = equity < facts.size() && facts.number(equity) != 0;
        if (isEquityClear && facts.size() == names.size()) {
            return Set.of();
        }
        Set<String> missing = new LinkedHashSet<>(names.subList(facts.size(), names.size()));
        TableFacts.numberNames().forEach(missing::remove);
        if (!isEquityClear) {
            missing.add(EQUITY_KNOWN);
        }
        return missing;
    }

    /** The facts by name, in their order, for people. */
    public static Map<String, Double> named(CheckFacts facts) {
        Map<String, Double> named = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(facts.size(), Check.numberNames().size()); i++) {
            named.put(Check.numberNames().get(i), facts.number(i));
        }
        return named;
    }
}
