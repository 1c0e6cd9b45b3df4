/** What a strategy implements and what it is given. */
@NullMarked
package dev.tradewind.sdk.strategy;

import org.jspecify.annotations.NullMarked;
