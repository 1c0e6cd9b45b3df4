/** Enters where the close leaves the channel of the last highs and lows and trails a shorter one. */
@NullMarked
package dev.tradewind.plugin.donchianbreakout;

import org.jspecify.annotations.NullMarked;
