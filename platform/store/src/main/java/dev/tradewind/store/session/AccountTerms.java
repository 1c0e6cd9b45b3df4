package dev.tradewind.store.session;

/**
 * What the ledger of an account began with, and may not change.
 *
 * @param account its name
 * @param mode DEMO, PAPER, TESTNET or LIVE
 * @param venue its configured name, for people
 * @param plugin of the venue
 * @param currency code of the base currency
 */
public record AccountTerms(String account, String mode, String venue, String plugin, String currency) {}
