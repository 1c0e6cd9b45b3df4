package dev.tradewind.sdk.instrument;

import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;

/**
 * What one unit of an instrument stands for.
 *
 * @param base the asset bought or sold
 * @param quote the currency that prices are in
 * @param settlement the currency that profit and loss are paid in; the quote currency unless inverse
 * @param multiplier units of the base asset (or of the quote currency, if inverse) in one contract, positive
 * @param inverse whether the contract is worth a fixed amount of the quote currency and settles in the base asset
 */
public record ContractTerms(Currency base, Currency quote, Currency settlement, Decimal multiplier, boolean inverse) {
    /** @throws IllegalArgumentException if the multiplier is not positive */
    public ContractTerms {
        if (multiplier.signum() <= 0) {
            throw new IllegalArgumentException("multiplier must be positive, was " + multiplier);
        }
    }

    /** Terms of a plain spot pair. */
    public static ContractTerms spot(Currency base, Currency quote) {
        return new ContractTerms(base, quote, quote, Decimal.ONE, false);
    }

    boolean hasUnitMultiplier() {
        return multiplier.equals(Decimal.ONE);
    }
}
