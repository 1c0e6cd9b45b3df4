package dev.tradewind.engine.policy;

/**
 * Why a rule spoke.
 *
 * @param code the rule's code, such as {@code ORDER_NOTIONAL}
 * @param decision what it asks for
 * @param actual the value that it looked at
 * @param limit the limit that it compared it with; NaN where there is none
 * @param text one sentence for people, with both values
 */
public record Reason(String code, Decision decision, double actual, double limit, String text) {}
