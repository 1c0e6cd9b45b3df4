package dev.tradewind.engine;

/**
 * A venue that should be asked now.
 *
 * @param venue its name
 * @param reason why, for a log
 * @param sinceNanos ask for ended orders and fills since then, by the venue's clock
 */
public record ReconciliationNeed(String venue, String reason, long sinceNanos) {}
