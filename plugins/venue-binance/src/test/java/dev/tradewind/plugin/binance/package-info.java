@NullMarked
package dev.tradewind.plugin.binance;

import org.jspecify.annotations.NullMarked;
